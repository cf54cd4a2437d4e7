/* client.c -- a browser's part on a keep-alive socket, timed.
**   client get URL N                        N times one page: median microseconds
**   client school IDS PAGES MARKS CMD ...   starts the server CMD, works with it as a teacher:
**     the door, a third of a second for the password (not counted), the journal, marks
** IDS: first line the page to read, second the journal to write in, then "lesson person" of its
** cells; CELLS is how many cells the page must have (1200).  Login and password come from ZHURNAL_LOGIN and ZHURNAL_PASSWORD; ROUND, another number
** in each run, makes every mark differ from the one that stands there.  Prints "name value". */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { HEAD_MAX = 16384, BODY_MAX = 4 << 20, TIMES_MAX = 100000, CELLS_MAX = 2000, ID_MAX = 32 };

typedef struct Client {
  int fd, port, status;
  char cookie[256], csrf[128], location[512];
  char head[HEAD_MAX], *body; /* the last answer; body is NUL-terminated */
  size_t nbody;
} Client;

typedef struct Cell {
  char lesson[ID_MAX], person[ID_MAX];
} Cell;

static pid_t server;

static void die(const char *fmt, ...) __attribute__((format(printf, 1, 2), noreturn));
static void die(const char *fmt, ...) {
  va_list args;
  va_start(args, fmt);
  fprintf(stderr, "client: ");
  vfprintf(stderr, fmt, args);
  fprintf(stderr, "\n");
  va_end(args);
  if (server > 0) kill(server, SIGTERM);
  exit(1);
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static int by_size(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static double median(double *list, long n) {
  qsort(list, (size_t)n, sizeof *list, by_size);
  return list[n / 2];
}

/* -- HTTP ---------------------------------------------------------- */

static void dial(Client *c) {
  struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons((uint16_t)c->port) };
  int on = 1;
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  c->fd = socket(AF_INET, SOCK_STREAM, 0);
  if (c->fd < 0 || connect(c->fd, (struct sockaddr *)&to, sizeof to) != 0) die("cannot connect");
  setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

static void send_all(Client *c, const char *s, size_t n) {
  while (n > 0) {
    ssize_t did = send(c->fd, s, n, MSG_NOSIGNAL);
    if (did <= 0) die("connection lost while sending");
    s += did;
    n -= (size_t)did;
  }
}

/* Copy the value of a header of the last answer; "" when it has none. */
static void header(const Client *c, const char *name, char *out, size_t max) {
  size_t n = strlen(name);
  out[0] = '\0';
  for (const char *p = strstr(c->head, "\r\n"); p != NULL && p[2] != '\r';
       p = strstr(p + 2, "\r\n")) {
    if (strncasecmp(p + 2, name, n) != 0 || p[2 + n] != ':') continue;
    const char *v = p + 3 + n, *end = strstr(v, "\r\n");
    while (*v == ' ') v++;
    snprintf(out, max, "%.*s", (int)(end - v), v);
    return;
  }
}

static void read_answer(Client *c) {
  size_t have = 0, want = 0;
  char text[512], *stop = NULL;
  while (stop == NULL) {
    if (have + 1 >= HEAD_MAX) die("headers too long");
    ssize_t got = recv(c->fd, c->head + have, HEAD_MAX - 1 - have, 0);
    if (got <= 0) die("no answer");
    have += (size_t)got;
    c->head[have] = '\0';
    stop = strstr(c->head, "\r\n\r\n");
  }
  stop += 4;
  c->nbody = have - (size_t)(stop - c->head);
  memcpy(c->body, stop, c->nbody);
  *stop = '\0';
  header(c, "content-length", text, sizeof text);
  want = (size_t)strtoul(text, NULL, 10);
  if (want >= BODY_MAX) die("answer too long");
  while (c->nbody < want) {
    ssize_t got = recv(c->fd, c->body + c->nbody, want - c->nbody, 0);
    if (got <= 0) die("answer cut off");
    c->nbody += (size_t)got;
  }
  c->body[c->nbody] = '\0';
  c->status = atoi(c->head + 9);
  header(c, "location", c->location, sizeof c->location);
  header(c, "set-cookie", text, sizeof text);
  if (text[0] != '\0') snprintf(c->cookie, sizeof c->cookie, "%.*s", (int)strcspn(text, ";"), text);
}

static void request(Client *c, const char *method, const char *path, const char *type,
                    const char *body) {
  char text[8192];
  int n = snprintf(text, sizeof text, "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n", method, path,
                   c->port);
  if (c->cookie[0] != '\0')
    n += snprintf(text + n, sizeof text - (size_t)n, "Cookie: %s\r\n", c->cookie);
  if (body != NULL)
    n += snprintf(text + n, sizeof text - (size_t)n,
                  "Origin: http://127.0.0.1:%d\r\nX-Zhurnal-Csrf: %s\r\nContent-Type: %s\r\n"
                  "Content-Length: %zu\r\n\r\n%s",
                  c->port, c->csrf, type, strlen(body), body);
  else n += snprintf(text + n, sizeof text - (size_t)n, "\r\n");
  if (n >= (int)sizeof text) die("request too long");
  send_all(c, text, (size_t)n);
  read_answer(c);
}

/* The page at path, through its redirections. */
static void get(Client *c, const char *path) {
  char at[512];
  snprintf(at, sizeof at, "%s", path);
  for (int i = 0; i < 5; i++) {
    request(c, "GET", at, NULL, NULL);
    if (c->status != 302 && c->status != 303) break;
    snprintf(at, sizeof at, "%s", c->location);
  }
  if (c->status != 200) die("%s: status %d", at, c->status);
}

static void take_csrf(Client *c) {
  static const char mark[] = "name=\"csrf\" content=\"";
  const char *p = strstr(c->body, mark);
  if (p == NULL) die("no csrf token in the page");
  p += sizeof mark - 1;
  snprintf(c->csrf, sizeof c->csrf, "%.*s", (int)strcspn(p, "\""), p);
}

static const char *path_of(Client *c, const char *url) {
  const char *colon = strrchr(url, ':');
  if (strncmp(url, "http://127.0.0.1:", 17) != 0 || colon == NULL) die("no address: %s", url);
  c->port = atoi(colon + 1);
  const char *path = strchr(colon, '/');
  return path != NULL ? path : "/";
}

static Client *new_client(void) {
  Client *c = calloc(1, sizeof *c);
  if (c == NULL || (c->body = malloc(BODY_MAX)) == NULL) die("no memory");
  return c;
}

/* -- the server ---------------------------------------------------------- */

/* Starts the command; its first line on stdout is the address. */
static void start(char **argv, char *url, size_t max) {
  int out[2];
  size_t n = 0;
  if (pipe(out) != 0) die("no pipe");
  server = fork();
  if (server == 0) {
    dup2(out[1], 1);
    close(out[0]);
    close(out[1]);
    execvp(argv[0], argv);
    _exit(127);
  }
  close(out[1]);
  while (n + 1 < max && read(out[0], url + n, 1) == 1 && url[n] != '\n') n++;
  url[n] = '\0';
  if (n == 0) die("the server does not start");
}

static long resident_kb(void) {
  char path[64], line[256];
  long kb = 0;
  snprintf(path, sizeof path, "/proc/%d/status", (int)server);
  FILE *f = fopen(path, "r");
  while (f != NULL && fgets(line, sizeof line, f) != NULL)
    if (strncmp(line, "VmRSS:", 6) == 0) kb = atol(line + 6);
  if (f != NULL) fclose(f);
  return kb;
}

static void stop_server(void) {
  int status = 0;
  kill(server, SIGTERM);
  waitpid(server, &status, 0);
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) die("the server did not end well");
}

/* -- a teacher's work ---------------------------------------------------------- */

static void encode(const char *s, char *out, size_t max) {
  size_t n = 0;
  for (; *s != '\0' && n + 4 < max; s++)
    n += (size_t)snprintf(out + n, 4, "%%%02X", (unsigned char)*s);
  out[n] = '\0';
}

static void unlock(Client *c, const char *to) {
  char login[400] = "", password[400] = "", form[1024];
  const char *l = getenv("ZHURNAL_LOGIN"), *p = getenv("ZHURNAL_PASSWORD");
  encode(l != NULL ? l : "", login, sizeof login);
  encode(p != NULL ? p : "", password, sizeof password);
  take_csrf(c);
  snprintf(form, sizeof form, "csrf=%s&to=%s&login=%s&password=%s", c->csrf, to, login, password);
  request(c, "POST", "/unlock", "application/x-www-form-urlencoded", form);
  if (c->status != 303) die("not unlocked: status %d", c->status);
}

/* The page must hold what it is said to hold: the cells of 30 pupils and 40 lessons at least. */
static void check_grid(const Client *c) {
  const char *given = getenv("CELLS");
  long cells = 0, wanted = given != NULL ? atol(given) : 1200;
  for (const char *p = strstr(c->body, "<td"); p != NULL; p = strstr(p + 3, "<td")) cells++;
  if (cells < wanted) die("the page has %ld cells only", cells);
}

static double pages(Client *c, const char *path, long n, double *times) {
  for (long i = 0; i < n; i++) {
    double began = now();
    request(c, "GET", path, NULL, NULL);
    times[i] = now() - began;
    if (c->status != 200) die("%s: status %d", path, c->status);
  }
  return median(times, n);
}

static double save_marks(Client *c, const char *journal, const Cell *cells, long ncells, long n,
                         double *times) {
  char path[64], body[256];
  const char *first = getenv("ROUND");
  snprintf(path, sizeof path, "/journals/%s/cell", journal);
  for (long i = 0; i < n; i++) {
    const Cell *cell = &cells[i % ncells];
    long round = i / ncells + (first != NULL ? atol(first) : 0);
    snprintf(body, sizeof body, "{\"lesson\":\"%s\",\"person\":\"%s\",\"text\":\"%ld\"}",
             cell->lesson, cell->person, 3 + (i + round) % 3);
    double began = now();
    request(c, "POST", path, "application/json", body);
    times[i] = now() - began;
    if (c->status != 200 || strstr(c->body, "\"ok\":true") == NULL)
      die("mark not saved: status %d: %.200s", c->status, c->body);
  }
  return median(times, n);
}

static long read_ids(const char *path, char reading[64], char *writing, Cell *cells) {
  long n = 0;
  FILE *f = fopen(path, "r");
  if (f == NULL || fscanf(f, "%63s %31s", reading, writing) != 2) die("no ids in %s", path);
  while (n < CELLS_MAX && fscanf(f, "%31s %31s", cells[n].lesson, cells[n].person) == 2) n++;
  fclose(f);
  if (n == 0) die("no cells in %s", path);
  return n;
}

static void school(const char *ids, long npages, long nmarks, char **argv) {
  static Cell cells[CELLS_MAX];
  static double times[TIMES_MAX];
  char url[512], path[64], writing[ID_MAX];
  long ncells = read_ids(ids, path, writing, cells);
  Client *c = new_client();
  struct timespec typing = { 0, 333000000 };
  double began = now();
  start(argv, url, sizeof url);
  const char *first = path_of(c, url);
  dial(c);
  get(c, first);
  double door = (now() - began) / 1e3;
  nanosleep(&typing, NULL);
  began = now();
  unlock(c, path);
  double unlocked = (now() - began) / 1e3;
  get(c, c->location);
  double journal = (now() - began) / 1e3;
  check_grid(c);
  printf("door_ms %.2f\nunlock_ms %.2f\nopen_ms %.2f\n", door, unlocked, door + journal);
  take_csrf(c);
  if (npages > 0) {
    printf("page_us %.1f\n", pages(c, path, npages, times));
    printf("page_bytes %zu\n", c->nbody);
    printf("rss_kb %ld\n", resident_kb());
  }
  if (nmarks > 0) printf("mark_us %.1f\n", save_marks(c, writing, cells, ncells, nmarks, times));
  printf("rss_end_kb %ld\n", resident_kb());
  close(c->fd);
  stop_server();
}

int main(int argc, char **argv) {
  static double times[TIMES_MAX];
  if (argc == 4 && strcmp(argv[1], "get") == 0) {
    Client *c = new_client();
    const char *path = path_of(c, argv[2]);
    dial(c);
    long n = atol(argv[3]);
    if (n < 1 || n > TIMES_MAX) die("bad number");
    pages(c, path, 1, times);
    printf("%.1f\n", pages(c, path, n, times));
    return 0;
  }
  if (argc >= 6 && strcmp(argv[1], "school") == 0 && atol(argv[3]) <= TIMES_MAX &&
      atol(argv[4]) <= TIMES_MAX) {
    school(argv[2], atol(argv[3]), atol(argv[4]), argv + 5);
    return 0;
  }
  die("usage: client get URL N | school IDS PAGES MARKS CMD ...");
}
