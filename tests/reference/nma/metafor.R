# Reference results of the R package metafor for the networks of the shared data.
# Usage: Rscript metafor.R FOLDER_OF_THE_DATA > metafor.csv
# The method is metafor's own (rma.mv with a structured random effect, rma.uni); only the contrasts are built here.
suppressPackageStartupMessages(library(metafor))
folder <- commandArgs(trailingOnly = TRUE)[1]
at <- function(name) file.path(folder, "nma", "gpl", name)
say <- function(...) cat(paste(..., sep = ","), "\n", sep = "")
num <- function(x) trimws(formatC(x, digits = 12, format = "g"))

long <- function(wide, study, treats, ...) {  # one row per arm
  cells <- list(...)
  rows <- do.call(rbind, lapply(seq_along(treats), function(i) {
    out <- data.frame(study = wide[[study]], trt = as.character(wide[[treats[i]]]))
    for (name in names(cells)) out[[name]] <- wide[[cells[[name]][i]]]
    out$arm <- i
    out
  }))
  rows <- rows[!is.na(rows$trt) & rows$trt != "", ]
  rows[order(match(rows$study, unique(wide[[study]])), rows$arm), ]
}

arm_values <- function(d, measure) {  # half an event is added to every cell of a study that has an empty one
  if (measure %in% c("OR", "RR")) {
    none <- tapply(d$e == 0, d$study, all) | tapply(d$e == d$n, d$study, all)  # such a study says nothing of a ratio
    d <- d[!none[as.character(d$study)], ]
    empty <- tapply(d$e == 0 | d$e == d$n, d$study, any)[as.character(d$study)]
    d$n <- d$n + ifelse(empty, 1, 0)
    d$e <- d$e + ifelse(empty, 0.5, 0)
  }
  es <- switch(measure,
    MD = escalc("MN", mi = m, sdi = sd, ni = n, data = d),
    OR = escalc("PLO", xi = e, ni = n, data = d, add = 0),
    RR = escalc("PLN", xi = e, ni = n, data = d, add = 0),
    RD = escalc("PR", xi = e, ni = n, data = d, add = 0),
    rate = escalc("IRLN", xi = e, ti = years, data = d, add = 0)
  )
  d$yi <- as.numeric(es$yi); d$vi <- as.numeric(es$vi)
  d
}

contrasts <- function(d) {
  out <- NULL; blocks <- list()
  for (s in unique(d$study)) {
    a <- d[d$study == s, ]; k <- nrow(a) - 1
    out <- rbind(out, data.frame(study = s, t1 = a$trt[-1], t2 = a$trt[1], yi = a$yi[-1] - a$yi[1]))
    blocks[[length(blocks) + 1]] <- diag(a$vi[-1], k) + a$vi[1]
  }
  list(d = out, V = as.matrix(Matrix::bdiag(blocks)))
}

network <- function(name, measure, cv, ref, lower) {
  d <- cv$d; V <- cv$V
  trts <- sort(unique(c(d$t1, d$t2))); others <- setdiff(trts, ref)
  X <- sapply(others, function(t) (d$t1 == t) - (d$t2 == t))
  X <- matrix(X, ncol = length(others))
  d$con <- unlist(lapply(rle(match(d$study, unique(d$study)))$lengths, seq_len))
  fe <- rma.mv(yi, V, mods = X, intercept = FALSE, data = d)
  many <- max(d$con) > 1
  re <- if (many) {
    rma.mv(yi, V, mods = X, intercept = FALSE, random = ~ con | study, rho = 0.5, data = d,
      control = list(optimizer = "optim", optmethod = "BFGS", reltol = 1e-12, maxit = 2000))
  } else {
    rma.uni(d$yi, diag(V), mods = X, intercept = FALSE, method = "REML", control = list(threshold = 1e-12, maxiter = 10000))
  }
  tell <- function(model, what, treatment, against, value)
    say(name, measure, model, what, paste0('"', treatment, '"'), paste0('"', against, '"'), num(value))
  for (pair in list(list("common effect", fe), list("random effects REML", re))) {
    fit <- pair[[2]]
    b <- c(coef(fit), 0); C <- rbind(cbind(vcov(fit), 0), 0); names(b) <- c(others, ref)
    for (i in seq_along(others)) {
      tell(pair[[1]], "estimate", others[i], ref, coef(fit)[i])
      tell(pair[[1]], "se", others[i], ref, sqrt(vcov(fit)[i, i]))
    }
    for (i in seq_along(b)) {
      score <- mean(sapply(setdiff(seq_along(b), i), function(j)
        pnorm(ifelse(lower, -1, 1) * (b[i] - b[j]) / sqrt(C[i, i] + C[j, j] - 2 * C[i, j]))))
      tell(pair[[1]], "p_score", names(b)[i], "", score)
    }
  }
  tell("common effect", "Q", "", "", fe$QE)
  tell("random effects REML", "tau2", "", "", if (many) re$tau2 else re$tau2)
  # Q within designs: each design gets parameters of its own
  design <- sapply(d$study, function(s) paste(sort(unique(c(d$t1[d$study == s], d$t2[d$study == s]))), collapse = "/"))
  full <- NULL
  for (g in unique(design)) {
    set <- strsplit(g, "/", fixed = TRUE)[[1]]
    for (t in set[-1]) full <- cbind(full, (design == g) * ((d$t1 == t) - (d$t2 == t)))
  }
  if (nrow(d) > ncol(full)) {
    within <- rma.mv(yi, V, mods = full, intercept = FALSE, data = d)
    tell("common effect", "Q_within", "", "", within$QE)
    tell("common effect", "Q_between", "", "", fe$QE - within$QE)
  }
}

pairwise <- function(name, measure, d, treatment, against) {
  for (method in c("FE", "DL", "REML")) {
    fit <- rma.uni(yi, vi, data = d, method = method, control = list(threshold = 1e-12, maxiter = 10000))
    label <- c(FE = "common effect", DL = "random effects DL", REML = "random effects REML")[[method]]
    for (what in c("estimate", "se", "tau2", "Q", "I2")) {
      value <- switch(what, estimate = coef(fit), se = fit$se, tau2 = fit$tau2, Q = fit$QE,
        I2 = max(0, (fit$QE - fit$k + 1) / fit$QE))
      say(name, measure, label, what, paste0('"', treatment, '"'), paste0('"', against, '"'), num(value))
    }
    if (method == "REML") {
      hk <- rma.uni(yi, vi, data = d, method = method, test = "adhoc", control = list(threshold = 1e-12, maxiter = 10000))
      say(name, measure, paste(label, "Knapp-Hartung"), "se", paste0('"', treatment, '"'), paste0('"', against, '"'), num(hk$se))
      say(name, measure, paste(label, "Knapp-Hartung"), "low", paste0('"', treatment, '"'), paste0('"', against, '"'), num(hk$ci.lb))
    }
  }
}

cat("network,measure,model,quantity,treatment,against,value\n")
arms <- read.table(at("metadat_senn2013.txt"), header = TRUE, sep = ",")
network("metadat_senn2013", "MD", contrasts(arm_values(data.frame(study = arms$study, trt = arms$treatment, n = arms$ni, m = arms$mi, sd = arms$sdi), "MD")), "placebo", TRUE)

senn <- read.csv(at("netmeta_Senn2013.csv"))
w <- senn$studlab == "Willms1999"; two <- senn[!w, ]; three <- senn[w, ]
y <- setNames(three$TE, paste(three$treat1, three$treat2)); v <- setNames(three$seTE^2, names(y))
block <- matrix(c(v["metf plac"], rep((v["metf plac"] + v["acar plac"] - v["metf acar"]) / 2, 2), v["acar plac"]), 2)
cv <- list(d = rbind(data.frame(study = two$studlab, t1 = two$treat1, t2 = two$treat2, yi = two$TE),
  data.frame(study = "Willms1999", t1 = c("metf", "acar"), t2 = "plac", yi = c(y["metf plac"], y["acar plac"]))),
  V = as.matrix(Matrix::bdiag(diag(two$seTE^2), block)))
network("netmeta_Senn2013", "MD", cv, "plac", TRUE)

smoke <- read.csv(at("netmeta_smokingcessation.csv")); smoke$study <- seq_len(nrow(smoke))
smoke <- long(smoke, "study", paste0("treat", 1:3), e = paste0("event", 1:3), n = paste0("n", 1:3))
for (measure in c("OR", "RR")) network("netmeta_smokingcessation", measure, contrasts(arm_values(smoke, measure)), "A", FALSE)

has <- read.table(at("metadat_hasselblad1998.txt"), header = TRUE)
network("metadat_hasselblad1998", "OR", contrasts(arm_values(data.frame(study = has$study, trt = has$trt, e = has$xi, n = has$ni), "OR")), "no_contact", FALSE)

pag <- read.table(at("metadat_pagliaro1992.txt"), header = TRUE)
network("metadat_pagliaro1992", "OR", contrasts(arm_values(data.frame(study = pag$study, trt = pag$trt, e = pag$xi, n = pag$ni), "OR")), "control", TRUE)

fr <- read.csv(at("netmeta_Franchini2012.csv"))
fr <- long(fr, "Study", paste0("Treatment", 1:3), m = paste0("y", 1:3), sd = paste0("sd", 1:3), n = paste0("n", 1:3))
network("netmeta_Franchini2012", "MD", contrasts(arm_values(fr, "MD")), "Placebo", TRUE)

st <- read.csv(at("netmeta_Stowe2010.csv"))
st <- long(st, "study", paste0("t", 1:3), m = paste0("y", 1:3), sd = paste0("sd", 1:3), n = paste0("n", 1:3))
network("netmeta_Stowe2010", "MD", contrasts(arm_values(st, "MD")), "Placebo", TRUE)

for (name in c("Woods2010", "Baker2009")) {
  d <- read.csv(at(paste0("netmeta_", name, ".csv")))
  d <- if (name == "Woods2010") data.frame(study = d$author, trt = d$treatment, e = d$r, n = d$N) else
    data.frame(study = paste(d$study, d$id), trt = d$treatment, e = d$exac, n = d$total)
  network(paste0("netmeta_", name), "OR", contrasts(arm_values(d, "OR")), "Placebo", TRUE)
}
d <- read.csv(at("netmeta_Baker2009.csv"))
d <- data.frame(study = paste(d$study, d$id), trt = d$treatment, e = d$exac, n = d$total)
full <- names(which(tapply(d$e > 0 & d$e < d$n, d$study, all)))
network("netmeta_Baker2009_no_empty_cell", "RD", contrasts(arm_values(d[d$study %in% full, ], "RD")), "Placebo", TRUE)

fat <- read.csv(at("netmeta_dietaryfat.csv"))
fat <- long(fat, "ID", paste0("treat", 1:3), e = paste0("d", 1:3), years = paste0("years", 1:3))
network("netmeta_dietaryfat", "rate ratio", contrasts(arm_values(fat, "rate")), "1", TRUE)

block <- read.table(at("gemtc/tsd2-1.data.txt"), skip = 1, sep = "\t", comment.char = "")
pairwise("gemtc_tsd2-1", "OR", escalc("OR", ai = V3, n1i = V4, ci = V1, n2i = V2, data = block), "2", "1")
pairwise("gemtc_tsd2-1", "RR", escalc("RR", ai = V3, n1i = V4, ci = V1, n2i = V2, data = block), "2", "1")
pairwise("gemtc_tsd2-1", "RD", escalc("RD", ai = V3, n1i = V4, ci = V1, n2i = V2, data = block, add = 0), "2", "1")
two <- st[!(st$study %in% st$study[st$arm == 3]) & st$study %in% st$study[st$trt == "Dopamine Agonist"], ]
a <- two[two$arm == 1, ]; b <- two[two$arm == 2, ]
pairwise("netmeta_Stowe2010_two_arms", "SMD", escalc("SMD", m1i = a$m, sd1i = a$sd, n1i = a$n, m2i = b$m, sd2i = b$sd, n2i = b$n), "Dopamine Agonist", "Placebo")
