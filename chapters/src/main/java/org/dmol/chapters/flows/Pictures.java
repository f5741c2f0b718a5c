package org.dmol.chapters.flows;

import org.dmol.array.Nd;
import org.dmol.chapters.figures.Axes;
import org.dmol.chapters.figures.Figure;

/** The chapter's kinds of pictures. */
final class Pictures {
    private Pictures() {}

    /** Points of the plane within a square around the origin. */
    static Figure points(Nd points, double half, double alpha) {
        Figure fig = new Figure(4.6, 4.4);
        draw(fig.axes(), points, half, alpha);
        return fig;
    }

    static void draw(Axes axes, Nd points, double half, double alpha) {
        axes.equalAspect().xlim(-half, half).ylim(-half, half).xlabel("x").ylabel("y");
        axes.scatter(Moons.column(points, 0), Moons.column(points, 1)).size(3).alpha(alpha);
    }
}
