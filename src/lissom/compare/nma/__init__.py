"""Network meta-analysis that knows no drug: results of studies in, estimates, checks and tables out, as frozen values.

Every effect is on the scale that is averaged (a difference, or the logarithm of a ratio) until it is shown. The model
is that of Rücker (2012) and Jackson, White and Riley (2012): generalised least squares over the contrasts of each
study, with the covariance that contrasts of one study share.
"""
