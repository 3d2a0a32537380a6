#!/usr/bin/env python3
"""Prints the numbers that CrossTableTests compares with, by scipy and numpy."""
import numpy
from scipy.stats import chi2_contingency

table = numpy.array([[12, 5, 9, 0], [30, 22, 8, 7]])
result = chi2_contingency(table, correction=False)
total = table.sum()
rows = table.sum(axis=1, keepdims=True) / total
columns = table.sum(axis=0, keepdims=True) / total
print("statistic", repr(float(result.statistic)), "df", result.dof, "p", repr(float(result.pvalue)))
print("Cramér's V", repr(float((result.statistic / total / (min(table.shape) - 1)) ** 0.5)))
print("expected", result.expected_freq.tolist())
variance = result.expected_freq * (1 - rows) * (1 - columns)
print("adjusted residuals", ((table - result.expected_freq) / numpy.sqrt(variance)).tolist())
