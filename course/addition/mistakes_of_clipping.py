"""Wrong ways to clip gradients that need more than a line."""

from course.addition import net
from course.addition.mistakes_of_slopes import scaled


def clipped_by(gradients, most, norm):
    """All scaled by most / norm, if that shortens them."""
    return scaled(gradients, min(1.0, most / norm) if norm > 0 else 1.0)


def clipped_by_length(length):
    """Another kind of length, of the arrays in their order."""
    return lambda gradients, most: clipped_by(gradients, most, length(list(gradients.values())))


def clipped_each(gradients, most):
    return {name: net.clip({name: gradient}, most)[name] for name, gradient in gradients.items()}


def clipped_in_place(gradients, most):
    norm = net.length(gradients)
    if norm > most:
        for gradient in gradients.values():
            gradient *= most / norm
    return gradients


def clipped_into_the_old_dict(gradients, most):
    norm = net.length(gradients)
    if norm > most:
        for name in gradients:
            gradients[name] = gradients[name] * most / norm
    return gradients


def clipped_to_nan(gradients, most):
    norm = net.length(gradients)
    return {name: gradient / norm * min(norm, most) for name, gradient in gradients.items()}


def clipped_to_one(gradients, most):
    norm = net.length(gradients)
    return scaled(gradients, 1 / norm) if norm > most else dict(gradients)


def clipped_by_root_of_floats(gradients, most):
    norm = float(net.length(gradients))  # Python's own number: 1 / 0 is an error, not infinity
    return scaled(gradients, min(1.0, most / norm))


def clipped_to_nothing(gradients, most):
    return scaled(gradients, 0.0 if net.length(gradients) > most else 1.0)


def clipped_and_nothing_when_short(gradients, most):
    return net.clip(gradients, most) if net.length(gradients) > most else None


def clipped_if_short(gradients, most):
    norm = net.length(gradients)
    return scaled(gradients, most / norm) if norm < most else dict(gradients)


def clipped_to_longer(gradients, most):
    norm = net.length(gradients)
    return scaled(gradients, norm / most) if norm > most else dict(gradients)


def clipped_as_list(gradients, most):
    return list(net.clip(gradients, most).values())
