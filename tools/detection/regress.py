"""Logistic regression with an L2 penalty."""

from __future__ import annotations

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix


def regress(x: csr_matrix, is_so: np.ndarray, strength: float) -> tuple[list[float], float]:
    """Return the weights and the bias of a logistic regression."""
    sign = np.where(is_so, 1.0, -1.0)
    columns = x.T.tocsr()

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        margin = (x @ w[:-1] + w[-1]) * sign
        pull = -sign * strength / (1 + np.exp(np.clip(margin, -500, 500)))
        value = strength * np.logaddexp(0, -margin).sum() + w[:-1] @ w[:-1] / 2
        return value, np.append(columns @ pull + w[:-1], pull.sum())

    options = {"maxiter": 3000, "ftol": 1e-10, "gtol": 1e-4}
    found = minimize(loss, np.zeros(x.shape[1] + 1), jac=True, method="L-BFGS-B", options=options).x
    return [float(w) for w in found[:-1]], float(found[-1])
