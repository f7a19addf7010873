"""All specimens, by name."""

from course.graveyard import everyday, of_digits, of_matrices, of_posts

GRAVES = {
    grave.name: grave
    for source in (of_digits, of_matrices, of_posts, everyday)
    for grave in source.GRAVES
}
