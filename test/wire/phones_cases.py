# SPDX-License-Identifier: Apache-2.0
"""Our own simulated handsets, where their witness says more than a foreign phone's could."""
