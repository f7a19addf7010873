"""All specimens, by name."""

from course.graveyard import everyday, of_digits, of_matrices

GRAVES = {
    grave.name: grave for source in (of_digits, of_matrices, everyday) for grave in source.GRAVES
}
