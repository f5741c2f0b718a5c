"""Writes the values that org.dmol.data.analysis is tested against, computed with scikit-learn and SciPy.

    pip install numpy scipy scikit-learn
    python analysis_golden.py ../resources/org/dmol/data/analysis/golden.json
"""

import json
import sys

import numpy as np
import scipy.stats
from sklearn import cluster, decomposition, isotonic, kernel_ridge, linear_model, manifold, metrics, model_selection
from sklearn.calibration import _SigmoidCalibration, calibration_curve

out = {}
rng = np.random.RandomState(42)


def put(name, **values):
    out[name] = {k: np.asarray(v).tolist() for k, v in values.items()}


# clustering
centres = np.array([[0, 0, 0], [3, 0, 1], [0, 3, -1], [4, 4, 0], [1.5, 1.5, 3]])
blobs = np.concatenate([c + rng.normal(0, 0.9, (40, 3)) for c in centres]).round(6)
runs = []
for k, n_init, seed in [(2, 1, 0), (3, 1, 1), (5, 1, 2), (5, 10, 0), (8, 3, 7), (14, 2, 3)]:
    km = cluster.KMeans(k, n_init=n_init, random_state=seed).fit(blobs)
    runs.append(dict(k=k, n_init=n_init, seed=seed, inertia=float(km.inertia_), labels=km.labels_.tolist(),
                     centres=km.cluster_centers_.tolist(),
                     silhouette=float(metrics.silhouette_score(blobs, km.labels_))))
out["kmeans"] = dict(x=blobs.tolist(), runs=runs,
                     adjusted_rand=float(metrics.adjusted_rand_score(runs[3]["labels"], runs[4]["labels"])))
points = np.concatenate([rng.normal(0, 0.1, (40, 2)), rng.normal([1, 1], 0.15, (40, 2)), rng.uniform(-1, 2, (20, 2))]).round(6)
put("dbscan", x=points, labels=cluster.DBSCAN(eps=0.15, min_samples=5).fit_predict(points),
    labels_wide=cluster.DBSCAN(eps=0.3, min_samples=3).fit_predict(points))

# embeddings; signs as sklearn gives them, tests compare up to sign
t = 1.5 * np.pi * (1 + 2 * rng.rand(90))
roll = np.stack([t * np.cos(t), 21 * rng.rand(90), t * np.sin(t)], 1).round(6)
iso = manifold.Isomap(n_neighbors=5, n_components=2, eigen_solver="dense").fit(roll)
new = (roll[:10] + rng.normal(0, 0.1, (10, 3))).round(6)
put("isomap", x=roll, embedding=iso.embedding_, new=new, transformed=iso.transform(new),
    error=iso.reconstruction_error(), eigenvalues=iso.kernel_pca_.eigenvalues_)
apart = np.concatenate([rng.normal(0, 1, (20, 3)), rng.normal(30, 1, (20, 3)), rng.normal([0, 50, 0], 1, (10, 3))]).round(6)
iso = manifold.Isomap(n_neighbors=4, n_components=3, eigen_solver="dense").fit(apart)
put("isomap_components", x=apart, embedding=iso.embedding_, distances=iso.dist_matrix_)
mixed = (roll @ rng.randn(3, 3) @ rng.randn(3, 6) + 0.1 * rng.randn(90, 6)).round(6)
pca = decomposition.PCA(3, svd_solver="full").fit(mixed)
put("pca", x=mixed, components=pca.components_, variance=pca.explained_variance_, ratio=pca.explained_variance_ratio_,
    transformed=pca.transform(mixed[:5]))

# one dimension
sample = np.concatenate([rng.normal(0, 1, 150), rng.normal(4, 0.5, 50)]).round(4)
grid = np.linspace(-5, 8, 27)
counts, edges = np.histogram(sample, bins=17)
put("density", x=sample, grid=grid, kde=scipy.stats.gaussian_kde(sample)(grid), counts=counts, edges=edges,
    density=np.histogram(sample, bins=17, density=True)[0],
    fd_bins=len(np.histogram_bin_edges(sample, "fd")) - 1)
other = (sample + rng.normal(0, 2, 200)).round(1)
put("correlation", a=sample, b=other, pearson=np.corrcoef(sample, other)[0, 1],
    spearman=scipy.stats.spearmanr(sample, other)[0], ranks=scipy.stats.rankdata(other),
    quantiles=np.quantile(sample, [0, 0.05, 0.25, 0.5, 0.975, 1]),
    r2=metrics.r2_score(sample, other), mae=metrics.mean_absolute_error(sample, other),
    rmse=np.sqrt(metrics.mean_squared_error(sample, other)))
a, b = sample[:30], other[40:85]


def ttest(r):
    ci = r.confidence_interval(0.9)
    return [r.statistic, r.df, r.pvalue, ci.low, ci.high]


put("ttest", a=a, b=b, welch=ttest(scipy.stats.ttest_ind(a, b, equal_var=False)), pooled=ttest(scipy.stats.ttest_ind(a, b)),
    paired=ttest(scipy.stats.ttest_rel(a, b[:30])), one=ttest(scipy.stats.ttest_1samp(a, 0.3)))

# linear models: x has a column that is the sum of two others
x = (rng.randn(60, 6) * [1, 10, 0.1, 5, 2, 1] + [0, 3, 1, -20, 0, 0]).round(5)
x[:, 5] = x[:, 0] + x[:, 1]
y = (x[:, :5] @ [1.5, -0.2, 4, 0.1, 0] + 2 + rng.randn(60)).round(5)
w = rng.rand(60).round(4)
joint = linear_model.LinearRegression().fit(x, y)
weighted = linear_model.LinearRegression().fit(x, y, w)
design = np.c_[np.ones(60), x[:, :5]]
inverse = np.linalg.inv(design.T @ design)
beta = inverse @ design.T @ y
sigma2 = ((y - design @ beta) ** 2).sum() / (60 - 6)
loo = [y[i] - linear_model.LinearRegression().fit(np.delete(x, i, 0), np.delete(y, i)).predict(x[i:i + 1])[0] for i in range(60)]
put("linear", x=x, y=y, w=w, joint=np.r_[joint.coef_, joint.intercept_], none=np.linalg.lstsq(x, y, rcond=None)[0],
    weighted=np.r_[weighted.coef_, weighted.intercept_],
    wide=linear_model.LinearRegression().fit(x[:4], y[:4]).predict(x[:10]),
    errors=np.sqrt(sigma2 * np.diag(inverse))[1:], loo=loo)
put("ridge", **{f"l{l}": np.r_[m.coef_, m.intercept_] for l in [0.1, 1, 100]
                for m in [linear_model.Ridge(l, solver="svd").fit(x, y)]},
    loo=[np.mean([(y[i] - linear_model.Ridge(5, solver="svd").fit(np.delete(x, i, 0), np.delete(y, i)).predict(x[i:i + 1])[0]) ** 2
                  for i in range(60)])])
full = x[:, :5]
yc = y - y.mean()
alphas, _, coefs = linear_model.lars_path(full - full.mean(0), yc, method="lasso", Gram=False)
put("lasso", alphas=alphas, coefs=coefs.T,
    **{f"a{a}": np.r_[m.coef_, m.intercept_] for a in [0.01, 0.2, 1.0]
       for m in [linear_model.Lasso(a, tol=1e-14, max_iter=1000000).fit(full, y)]})
corr = np.linalg.cholesky(0.95 * np.ones((8, 8)) + 0.05 * np.eye(8))
while True:  # until a variable leaves the path again
    xd = (rng.randn(40, 8) @ corr.T).round(4)
    yd = (xd @ rng.uniform(-3, 3, 8) + 0.3 * rng.randn(40)).round(4)
    alphas, _, coefs = linear_model.lars_path(xd - xd.mean(0), yd - yd.mean(), method="lasso", Gram=False)
    if len(alphas) > 11:
        break
put("lasso_drops", x=xd, y=yd, alphas=alphas, coefs=coefs.T)
kernel = kernel_ridge.KernelRidge(alpha=0.3, kernel="rbf", gamma=1 / (2 * 6 * 0.8**2)).fit(x / 10, yc)
laplace = kernel_ridge.KernelRidge(alpha=0.3, kernel=lambda p, q: np.exp(-np.sqrt(np.mean((p - q) ** 2)) / 0.5)).fit(x / 10, yc)
put("kernel_ridge", gaussian=kernel.predict(x[:7] / 10 + 0.1) + y.mean(), laplacian=laplace.predict(x[:7] / 10 + 0.1) + y.mean())

# classifiers
labels = (rng.rand(80) < 0.3).astype(int)
scores = np.clip(0.35 + 0.25 * labels + 0.25 * rng.randn(80), 0.01, 0.99).round(1)
fpr, tpr, thresholds = metrics.roc_curve(labels, scores, drop_intermediate=False)
precision, recall, _ = metrics.precision_recall_curve(labels, scores)
hard = (scores >= 0.5).astype(int)
platt = _SigmoidCalibration().fit(scores, labels)
iso = isotonic.IsotonicRegression(out_of_bounds="clip").fit(scores, labels)
query = [-0.2, 0.0, 0.15, 0.33, 0.5, 0.77, 1.3]
fine = np.clip(scores + rng.uniform(-0.04, 0.04, 80), 0, 1).round(4)
true, predicted = calibration_curve(labels, fine, n_bins=7)
put("classifier", labels=labels, scores=scores, fpr=fpr, tpr=tpr, thresholds=thresholds[1:], auc=metrics.roc_auc_score(labels, scores),
    precision=precision[::-1], recall=recall[::-1], ap=metrics.average_precision_score(labels, scores),
    confusion=metrics.confusion_matrix(labels, hard), balanced=metrics.balanced_accuracy_score(labels, hard),
    mcc=metrics.matthews_corrcoef(labels, hard), f1=metrics.f1_score(labels, hard),
    platt=[platt.a_, platt.b_], query=query, isotonic=iso.predict(query), fine=fine, curve_true=true, curve_predicted=predicted,
    brier=metrics.brier_score_loss(labels, fine), log_loss=metrics.log_loss(labels, fine))
three = rng.randint(0, 3, 50)
guess = np.where(rng.rand(50) < 0.6, three, rng.randint(0, 3, 50))
put("three", labels=three, predicted=guess, confusion=metrics.confusion_matrix(three, guess),
    recall=metrics.recall_score(three, guess, average=None), precision=metrics.precision_score(three, guess, average=None),
    mcc=metrics.matthews_corrcoef(three, guess))
out["folds"] = [te.tolist() for _, te in model_selection.KFold(4, shuffle=True, random_state=5).split(np.zeros(23))]

with open(sys.argv[1], "w") as f:
    json.dump(out, f)
