/* icon.c -- draws the program's icon: writes an .ico of four sizes to stdout.
** Build time only.  A class journal: a green cover with a spine, a white label and
** a tick on it; drawn from shapes so that no picture is kept in the tree. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { FINE = 4 }; /* samples along each side of a pixel */

typedef struct Color {
  double r, g, b, a;
} Color;

static int in_box(double x, double y, double x0, double y0, double x1, double y1, double round) {
  double dx = fmax(fmax(x0 + round - x, x - (x1 - round)), 0);
  double dy = fmax(fmax(y0 + round - y, y - (y1 - round)), 0);
  return dx * dx + dy * dy <= round * round;
}

/* Is the point within 'wide' of the segment? */
static int near_line(double x, double y, double x0, double y0, double x1, double y1, double wide) {
  double dx = x1 - x0, dy = y1 - y0;
  double t = ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy);
  t = fmin(fmax(t, 0), 1);
  return hypot(x - x0 - t * dx, y - y0 - t * dy) <= wide;
}

/* The colour at a point of the unit square, y down. */
static Color color_at(double x, double y) {
  static const Color none = { 0, 0, 0, 0 }, cover = { 32, 104, 88, 1 }, spine = { 20, 70, 60, 1 },
                     paper = { 250, 248, 240, 1 }, tick = { 196, 54, 46, 1 };
  if (!in_box(x, y, .12, .04, .88, .96, .07)) return none;
  if (near_line(x, y, .43, .42, .54, .53, .045) || near_line(x, y, .54, .53, .75, .24, .045))
    return tick;
  if (in_box(x, y, .36, .18, .78, .60, .03)) return paper;
  return x < .26 ? spine : cover;
}

static void put(unsigned value, int bytes) {
  for (; bytes > 0; bytes--, value >>= 8) putchar((int)(value & 0xff));
}

static void put_pixel(int size, int px, int py) {
  Color sum = { 0, 0, 0, 0 };
  for (int i = 0; i < FINE * FINE; i++) {
    Color c = color_at((px + (i % FINE + .5) / FINE) / size, (py + (i / FINE + .5) / FINE) / size);
    sum.r += c.r * c.a;
    sum.g += c.g * c.a;
    sum.b += c.b * c.a;
    sum.a += c.a;
  }
  double n = sum.a > 0 ? sum.a : 1;
  put((unsigned)lround(sum.b / n), 1);
  put((unsigned)lround(sum.g / n), 1);
  put((unsigned)lround(sum.r / n), 1);
  put((unsigned)lround(sum.a * 255 / (FINE * FINE)), 1);
}

static unsigned mask_bytes(int size) {
  return (unsigned)((size + 31) / 32 * 4 * size);
}

static unsigned picture_bytes(int size) {
  return 40 + (unsigned)(size * size * 4) + mask_bytes(size);
}

/* A bitmap as icons hold it: twice as high for the mask, rows from below. */
static void put_picture(int size) {
  put(40, 4);
  put((unsigned)size, 4);
  put((unsigned)size * 2, 4);
  put(1, 2);
  put(32, 2);
  for (int i = 0; i < 6; i++) put(0, 4);
  for (int y = size - 1; y >= 0; y--)
    for (int x = 0; x < size; x++) put_pixel(size, x, y);
  for (unsigned i = 0; i < mask_bytes(size); i++) put(0, 1);
}

int main(void) {
  static const int sizes[] = { 16, 24, 32, 48 };
  unsigned at = 6 + 16 * 4;
  put(0, 2);
  put(1, 2);
  put(4, 2);
  for (int i = 0; i < 4; i++) {
    put((unsigned)sizes[i], 1);
    put((unsigned)sizes[i], 1);
    put(0, 2);
    put(1, 2);
    put(32, 2);
    put(picture_bytes(sizes[i]), 4);
    put(at, 4);
    at += picture_bytes(sizes[i]);
  }
  for (int i = 0; i < 4; i++) put_picture(sizes[i]);
  return fflush(stdout) == 0 && !ferror(stdout) ? EXIT_SUCCESS : EXIT_FAILURE;
}
