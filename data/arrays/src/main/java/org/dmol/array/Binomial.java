package org.dmol.array;

/**
 * Binomial numbers drawn with the same uniforms as NumPy draws them: inversion where the mean is at most 30, otherwise
 * the BTPE rejection of Kachitvichyanukul and Schmeiser (Commun. ACM 1988, 31, 216). The constants, the order of the
 * draws and the rounding are those of NumPy's {@code distributions.c} (BSD-3-Clause), without which the streams part.
 */
final class Binomial {
    private Binomial() {}

    static long draw(Mt19937 mt, long n, double p) {
        if (n == 0 || p == 0) {
            return 0;
        }
        if (p <= 0.5) {
            return p * n <= 30 ? inversion(mt, n, p) : btpe(mt, n, p);
        }
        double q = 1 - p;
        return n - (q * n <= 30 ? inversion(mt, n, q) : btpe(mt, n, q));
    }

    private static long inversion(Mt19937 mt, long n, double p) {
        double q = 1 - p;
        double qn = Math.exp(n * Math.log(q));
        double np = n * p;
        long bound = (long) Math.min(n, np + 10.0 * Math.sqrt(np * q + 1));
        long x = 0;
        double px = qn;
        double u = mt.nextDouble();
        while (u > px) {
            x++;
            if (x > bound) {
                x = 0;
                px = qn;
                u = mt.nextDouble();
            } else {
                u -= px;
                px = ((n - x + 1) * p * px) / (x * q);
            }
        }
        return x;
    }

    /** Only called with {@code p <= 0.5}. */
    private static long btpe(Mt19937 mt, long n, double p) {
        double q = 1 - p;
        double nrq = n * p * q;
        double fm = n * p + p;
        long m = (long) Math.floor(fm);
        double p1 = Math.floor(2.195 * Math.sqrt(nrq) - 4.6 * q) + 0.5;
        double xm = m + 0.5;
        double xl = xm - p1;
        double xr = xm + p1;
        double c = 0.134 + 20.5 / (15.3 + m);
        double a = (fm - xl) / (fm - xl * p);
        double laml = a * (1 + a / 2);
        a = (xr - fm) / (xr * q);
        double lamr = a * (1 + a / 2);
        double p2 = p1 * (1 + 2 * c);
        double p3 = p2 + c / laml;
        double p4 = p3 + c / lamr;
        while (true) {
            double u = mt.nextDouble() * p4;
            double v = mt.nextDouble();
            long y;
            if (u <= p1) {
                return (long) Math.floor(xm - p1 * v + u);
            } else if (u <= p2) {
                double x = xl + (u - p1) / c;
                v = v * c + 1 - Math.abs(m - x + 0.5) / p1;
                if (v > 1) {
                    continue;
                }
                y = (long) Math.floor(x);
            } else if (u <= p3) {
                y = (long) Math.floor(xl + Math.log(v) / laml);
                if (y < 0 || v == 0) {
                    continue;
                }
                v = v * (u - p2) * laml;
            } else {
                y = (long) Math.floor(xr - Math.log(v) / lamr);
                if (y > n || v == 0) {
                    continue;
                }
                v = v * (u - p3) * lamr;
            }
            if (accept(n, p, q, nrq, m, xm, y, v)) {
                return y;
            }
        }
    }

    private static boolean accept(long n, double r, double q, double nrq, long m, double xm, long y, double v) {
        long k = Math.abs(y - m);
        if (k <= 20 || k >= nrq / 2 - 1) {
            double s = r / q;
            double a = s * (n + 1);
            double f = 1;
            for (long i = m + 1; i <= y; i++) {
                f *= a / i - s;
            }
            for (long i = y + 1; i <= m; i++) {
                f /= a / i - s;
            }
            return v <= f;
        }
        double rho = (k / nrq) * ((k * (k / 3.0 + 0.625) + 0.16666666666666666) / nrq + 0.5);
        double t = -(double) (k * k) / (2 * nrq);
        double logV = Math.log(v);
        if (logV < t - rho) {
            return true;
        }
        if (logV > t + rho) {
            return false;
        }
        double x1 = y + 1.0;
        double f1 = m + 1.0;
        double z = n + 1.0 - m;
        double w = n - y + 1.0;
        return logV
                <= xm * Math.log(f1 / x1)
                        + (n - m + 0.5) * Math.log(z / w)
                        + (y - m) * Math.log(w * r / (x1 * q))
                        + stirling(f1)
                        + stirling(z)
                        + stirling(x1)
                        + stirling(w);
    }

    private static double stirling(double x) {
        double x2 = x * x;
        return (13680. - (462. - (132. - (99. - 140. / x2) / x2) / x2) / x2) / x / 166320.;
    }
}
