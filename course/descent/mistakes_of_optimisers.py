"""Wrong steps with momentum, and wrong steps of Adam, that need more than a line."""

import math

import numpy as np

from course.descent import net

# ---- momentum


def momentum_forgets(gradient, memory, alpha, t, mu=0.9):
    v = mu * memory["v"] - alpha * gradient
    return v, memory


def momentum_one_step_late(gradient, memory, alpha, t, mu=0.9):
    v = mu * memory["v"] - alpha * gradient
    return memory["v"], {"v": v}


def momentum_with_velocity_uphill(gradient, memory, alpha, t, mu=0.9):
    v = mu * memory["v"] + alpha * gradient
    return -v, {"v": v}


def momentum_with_alpha_outside(gradient, memory, alpha, t, mu=0.9):
    v = mu * memory["v"] + gradient
    return -alpha * v, {"v": v}


def momentum_with_alpha_outside_and_minus_inside(gradient, memory, alpha, t, mu=0.9):
    v = mu * memory["v"] - gradient
    return alpha * v, {"v": v}


def momentum_by_the_mean(gradient, memory, alpha, t, mu=0.9):
    v = mu * memory["v"] + (1 - mu) * gradient
    return -alpha * v, {"v": v}


def momentum_by_the_mean_downhill(gradient, memory, alpha, t, mu=0.9):
    v = mu * memory["v"] - (1 - mu) * alpha * gradient
    return v, {"v": v}


def momentum_by_the_mean_with_alpha_outside(gradient, memory, alpha, t, mu=0.9):
    v = mu * memory["v"] - (1 - mu) * gradient
    return alpha * v, {"v": v}


def momentum_into_the_old_memory_alone(gradient, memory, alpha, t, mu=0.9):
    memory["v"] = mu * memory["v"] - alpha * gradient
    return memory


def momentum_into_the_old_memory(gradient, memory, alpha, t, mu=0.9):
    memory["v"] = mu * memory["v"] - alpha * gradient
    return memory["v"], memory


def momentum_in_place(gradient, memory, alpha, t, mu=0.9):
    v = memory["v"]
    v *= mu
    v -= alpha * gradient
    return v, {"v": v}


def momentum_in_a_set(gradient, memory, alpha, t, mu=0.9):
    v = mu * memory["v"] - alpha * gradient
    return v, {v}


def momentum_by_the_memorys_order(gradient, memory, alpha, t, mu=0.9):
    (v,) = memory.values()
    return kept(mu * v - alpha * gradient)


def momentum_by_the_first_in_memory(gradient, memory, alpha, t, mu=0.9):
    return kept(mu * list(memory.values())[0] - alpha * gradient)  # noqa: RUF015 (as one does)


def kept(v):
    """A velocity as the change and in the memory."""
    return v, {"v": v}


# ---- Adam


def means(gradient, memory, beta1, beta2):
    m = beta1 * memory["m"] + (1 - beta1) * gradient
    return m, beta2 * memory["s"] + (1 - beta2) * gradient**2


def corrected(m, s, beta1, beta2, t):
    return m / (1 - beta1**t), s / (1 - beta2**t)


def adam_step(m, s, alpha, t, beta1, beta2, eps):
    """The change and the memory, once the running means are there."""
    m_hat, s_hat = corrected(m, s, beta1, beta2, t)
    return -alpha * m_hat / (np.sqrt(s_hat) + eps), {"m": m, "s": s}


def adam_uncorrected(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, s = means(gradient, memory, beta1, beta2)
    return -alpha * m / (np.sqrt(s) + eps), {"m": m, "s": s}


def adam_only_m_corrected(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, s = means(gradient, memory, beta1, beta2)
    return -alpha * (m / (1 - beta1**t)) / (np.sqrt(s) + eps), {"m": m, "s": s}


def adam_only_s_corrected(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, s = means(gradient, memory, beta1, beta2)
    return -alpha * m / (np.sqrt(s / (1 - beta2**t)) + eps), {"m": m, "s": s}


def adam_both_corrected_by_beta1(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, s = means(gradient, memory, beta1, beta2)
    m_hat, s_hat = corrected(m, s, beta1, beta1, t)
    return -alpha * m_hat / (np.sqrt(s_hat) + eps), {"m": m, "s": s}


def adam_both_corrected_by_beta2(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, s = means(gradient, memory, beta1, beta2)
    m_hat, s_hat = corrected(m, s, beta2, beta2, t)
    return -alpha * m_hat / (np.sqrt(s_hat) + eps), {"m": m, "s": s}


def adam_counts_from_two(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    return net.adam(gradient, memory, alpha, t + 1, beta1, beta2, eps)


def adam_counts_from_zero(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    return net.adam(gradient, memory, alpha, t - 1, beta1, beta2, eps)


def adam_without_power(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, s = means(gradient, memory, beta1, beta2)
    m_hat, s_hat = m / (1 - beta1), s / (1 - beta2)
    return -alpha * m_hat / (np.sqrt(s_hat) + eps), {"m": m, "s": s}


def adam_times_t(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, s = means(gradient, memory, beta1, beta2)
    m_hat, s_hat = m / (1 - beta1 * t), s / (1 - beta2 * t)
    return -alpha * m_hat / (np.sqrt(s_hat) + eps), {"m": m, "s": s}


def adam_power_of_all(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, s = means(gradient, memory, beta1, beta2)
    m_hat, s_hat = m / (1 - beta1) ** t, s / (1 - beta2) ** t
    return -alpha * m_hat / (np.sqrt(s_hat) + eps), {"m": m, "s": s}


def adam_with_a_hat(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, s = means(gradient, memory, beta1, beta2)
    m_hat, s_hat = m / (1 - beta1 ^ t), s / (1 - beta2 ^ t)
    return -alpha * m_hat / (np.sqrt(s_hat) + eps), {"m": m, "s": s}


def adam_without_brackets(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, s = means(gradient, memory, beta1, beta2)
    m_hat, s_hat = m / 1 - beta1**t, s / 1 - beta2**t
    return -alpha * m_hat / (np.sqrt(s_hat) + eps), {"m": m, "s": s}


def adam_without_brackets_for_m(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, s = means(gradient, memory, beta1, beta2)
    m_hat, s_hat = m / 1 - beta1**t, s / (1 - beta2**t)
    return -alpha * m_hat / (np.sqrt(s_hat) + eps), {"m": m, "s": s}


def adam_without_brackets_for_s(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, s = means(gradient, memory, beta1, beta2)
    m_hat, s_hat = m / (1 - beta1**t), s / 1 - beta2**t
    return -alpha * m_hat / (np.sqrt(s_hat) + eps), {"m": m, "s": s}


def adam_without_brackets_in_the_means(
    gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8
):
    m = beta1 * memory["m"] + 1 - beta1 * gradient
    s = beta2 * memory["s"] + 1 - beta2 * gradient**2
    return adam_step(m, s, alpha, t, beta1, beta2, eps)


def adam_by_math(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, s = means(gradient, memory, beta1, beta2)
    m_hat, s_hat = corrected(m, s, beta1, beta2, t)
    return -alpha * m_hat / (math.sqrt(s_hat) + eps), {"m": m, "s": s}


def adam_multiplies(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, s = means(gradient, memory, beta1, beta2)
    m_hat, s_hat = m * (1 - beta1**t), s * (1 - beta2**t)
    return -alpha * m_hat / (np.sqrt(s_hat) + eps), {"m": m, "s": s}


def adam_eps_inside(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, s = means(gradient, memory, beta1, beta2)
    m_hat, s_hat = corrected(m, s, beta1, beta2, t)
    return -alpha * m_hat / np.sqrt(s_hat + eps), {"m": m, "s": s}


def adam_without_eps(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    return net.adam(gradient, memory, alpha, t, beta1, beta2, 0.0)


def adam_adds_eps_last(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, s = means(gradient, memory, beta1, beta2)
    m_hat, s_hat = corrected(m, s, beta1, beta2, t)
    return -alpha * m_hat / np.sqrt(s_hat) + eps, {"m": m, "s": s}


def adam_adds_eps_before_the_sign(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, s = means(gradient, memory, beta1, beta2)
    m_hat, s_hat = corrected(m, s, beta1, beta2, t)
    return -(alpha * m_hat / np.sqrt(s_hat) + eps), {"m": m, "s": s}


def adam_adds_eps_before_alpha(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, s = means(gradient, memory, beta1, beta2)
    m_hat, s_hat = corrected(m, s, beta1, beta2, t)
    return -alpha * (m_hat / np.sqrt(s_hat) + eps), {"m": m, "s": s}


def adam_eps_uncorrected(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, s = means(gradient, memory, beta1, beta2)
    step = alpha * np.sqrt(1 - beta2**t) / (1 - beta1**t)
    return -step * m / (np.sqrt(s) + eps), {"m": m, "s": s}


def adam_without_root(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, s = means(gradient, memory, beta1, beta2)
    m_hat, s_hat = corrected(m, s, beta1, beta2, t)
    return -alpha * m_hat / (s_hat + eps), {"m": m, "s": s}


def adam_without_square(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, _ = means(gradient, memory, beta1, beta2)
    s = beta2 * memory["s"] + (1 - beta2) * gradient
    return adam_step(m, s, alpha, t, beta1, beta2, eps)


def adam_doubles(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, _ = means(gradient, memory, beta1, beta2)
    s = beta2 * memory["s"] + (1 - beta2) * gradient * 2
    return adam_step(m, s, alpha, t, beta1, beta2, eps)


def adam_with_size(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, _ = means(gradient, memory, beta1, beta2)
    s = beta2 * memory["s"] + (1 - beta2) * np.abs(gradient)
    return adam_step(m, s, alpha, t, beta1, beta2, eps)


def adam_squares_the_share(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, _ = means(gradient, memory, beta1, beta2)
    s = beta2 * memory["s"] + ((1 - beta2) * gradient) ** 2
    return adam_step(m, s, alpha, t, beta1, beta2, eps)


def adam_squares_the_mean(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, _ = means(gradient, memory, beta1, beta2)
    s = beta2 * memory["s"] + (1 - beta2) * m**2
    return adam_step(m, s, alpha, t, beta1, beta2, eps)


def adam_betas_swapped(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    return net.adam(gradient, memory, alpha, t, beta2, beta1, eps)


def adam_uphill(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    change, kept = net.adam(gradient, memory, alpha, t, beta1, beta2, eps)
    return -change, kept


def adam_without_alpha(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    return net.adam(gradient, memory, 1.0, t, beta1, beta2, eps)


def adam_remembers_the_corrected(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    change, kept = net.adam(gradient, memory, alpha, t, beta1, beta2, eps)
    m, s = corrected(kept["m"], kept["s"], beta1, beta2, t)
    return change, {"m": m, "s": s}


def adam_forgets(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    return net.adam(gradient, memory, alpha, t, beta1, beta2, eps)[0], memory


def adam_adds_up(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, s = beta1 * memory["m"] + gradient, beta2 * memory["s"] + gradient**2
    return adam_step(m, s, alpha, t, beta1, beta2, eps)


def adam_adds_up_m(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    _, s = means(gradient, memory, beta1, beta2)
    return adam_step(beta1 * memory["m"] + gradient, s, alpha, t, beta1, beta2, eps)


def adam_adds_up_s(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, _ = means(gradient, memory, beta1, beta2)
    return adam_step(m, beta2 * memory["s"] + gradient**2, alpha, t, beta1, beta2, eps)


def adam_shares_swapped(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, s = means(gradient, memory, 1 - beta1, 1 - beta2)
    return adam_step(m, s, alpha, t, beta1, beta2, eps)


def adam_share_of_m_swapped(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, s = means(gradient, memory, 1 - beta1, beta2)
    return adam_step(m, s, alpha, t, beta1, beta2, eps)


def adam_share_of_s_swapped(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, s = means(gradient, memory, beta1, 1 - beta2)
    return adam_step(m, s, alpha, t, beta1, beta2, eps)


def adam_walks_by_the_slope(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, s = means(gradient, memory, beta1, beta2)
    _, s_hat = corrected(m, s, beta1, beta2, t)
    return -alpha * gradient / (np.sqrt(s_hat) + eps), {"m": m, "s": s}


def adam_with_the_old_means(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    change, _ = adam_step(memory["m"], memory["s"], alpha, t, beta1, beta2, eps)
    m, s = means(gradient, memory, beta1, beta2)
    return change, {"m": m, "s": s}


def adam_without_settings(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    return net.adam(gradient, memory, alpha, t)


def adam_only_the_change(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    return net.adam(gradient, memory, alpha, t, beta1, beta2, eps)[0]


def adam_in_three_values(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    change, kept = net.adam(gradient, memory, alpha, t, beta1, beta2, eps)
    return change, kept["m"], kept["s"]


def adam_memory_in_a_tuple(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    change, kept = net.adam(gradient, memory, alpha, t, beta1, beta2, eps)
    return change, (kept["m"], kept["s"])


def adam_under_the_papers_name(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    there = {"m": memory["m"], "s": memory["v"]}
    change, kept = net.adam(gradient, there, alpha, t, beta1, beta2, eps)
    return change, {"m": kept["m"], "v": kept["s"]}


def adam_remembers_under_the_papers_name(
    gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8
):
    change, kept = net.adam(gradient, memory, alpha, t, beta1, beta2, eps)
    return change, {"m": kept["m"], "v": kept["s"]}


def adam_by_the_memorys_order(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, s = memory.values()
    return net.adam(gradient, {"m": m, "s": s}, alpha, t, beta1, beta2, eps)


def adam_by_the_first_two_in_memory(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, s = list(memory.values())[:2]
    return net.adam(gradient, {"m": m, "s": s}, alpha, t, beta1, beta2, eps)


def adam_memory_first(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    return net.adam(gradient, memory, alpha, t, beta1, beta2, eps)[::-1]


def adam_into_the_old_memory(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    change, kept = net.adam(gradient, memory, alpha, t, beta1, beta2, eps)
    memory.update(kept)
    return change, memory
