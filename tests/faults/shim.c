/* Stands between a process and the system for the files under FAULTS_ROOT.
 *
 * Recording: every change to those files goes to FAULTS_LOG, in order, with what was written and what was
 * synced, so that a power cut at any instant can be played afterwards.
 * Failing: the n-th call of a kind fails with an error, or ends the process, once or from then on; asked for
 * with faults_arm().
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

enum kind { WRITE = 1, SYNC, TRUNCATE, OPEN, READ, CREATE, RENAME, UNLINK, MAKE_FOLDER };

#define MOST_FILES 4096
static char *path_of[MOST_FILES];
static char root[PATH_MAX];
static size_t root_length;
static int log_to = -1;

static int armed_kind, armed_at, armed_error, armed_once, armed_kill, counted;

#define REAL(name) ((__typeof__(&name))real_of(#name))

static void *real_of(const char *name) { return dlsym(RTLD_NEXT, name); }

__attribute__((constructor)) static void begin(void) {
    const char *where = getenv("FAULTS_ROOT"), *log = getenv("FAULTS_LOG");
    if (where != NULL && realpath(where, root) != NULL) root_length = strlen(root);
    if (log != NULL) log_to = REAL(open)(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

/* kind 0 disarms; error 0 with kill 1 ends the process instead. Returns how many such calls there were since. */
int faults_arm(int kind, int at, int error, int once, int kill) {
    int before = counted;
    armed_kind = kind, armed_at = at, armed_error = error, armed_once = once, armed_kill = kill;
    counted = 0;
    return before;
}

/* Watch another folder from now on. */
void faults_watch(const char *where) {
    root_length = realpath(where, root) != NULL ? strlen(root) : 0;
}

static int fails(enum kind kind, const char *path) {
    if (path == NULL || (int)kind != armed_kind) return 0;
    counted++;
    if (armed_once ? counted != armed_at : counted < armed_at) return 0;
    if (armed_kill) raise(SIGKILL);
    errno = armed_error;
    return 1;
}

static void put(const void *bytes, size_t length) {
    while (length > 0) {
        ssize_t done = REAL(write)(log_to, bytes, length);
        if (done <= 0) abort();
        bytes = (const char *)bytes + done, length -= (size_t)done;
    }
}

/* One entry: kind, length of path, offset, length of data, then both. All numbers little-endian, as here. */
static void note(enum kind kind, const char *path, int64_t offset, const void *data, size_t length) {
    if (log_to < 0 || path == NULL) return;
    struct { uint32_t kind, path_length; int64_t offset; uint64_t length; } head = {
        kind, (uint32_t)strlen(path), offset, length};
    put(&head, sizeof head);
    put(path, head.path_length);
    put(data, length);
}

/* The absolute path if it lies under the watched folder, else NULL; the caller frees it. */
static char *watched(const char *path) {
    char absolute[PATH_MAX * 2], folder[PATH_MAX], real[PATH_MAX];
    if (root_length == 0 || path == NULL) return NULL;
    if (path[0] == '/') snprintf(absolute, sizeof absolute, "%s", path);
    else if (getcwd(folder, sizeof folder) == NULL) return NULL;
    else snprintf(absolute, sizeof absolute, "%s/%s", folder, path);
    if (strncmp(absolute, root, root_length) == 0) return strdup(absolute);
    char *last = strrchr(absolute, '/');
    if (last == NULL || last == absolute) return NULL;
    *last = '\0';
    if (realpath(absolute, real) == NULL || strncmp(real, root, root_length) != 0) return NULL;
    char *made;
    return asprintf(&made, "%s/%s", real, last + 1) < 0 ? NULL : made;
}

static const char *path_at(int file) { return file >= 0 && file < MOST_FILES ? path_of[file] : NULL; }

static void forget(int file) {
    if (file < 0 || file >= MOST_FILES) return;
    free(path_of[file]);
    path_of[file] = NULL;
}

static int opened(int file, char *path, int flags, int was_there) {
    if (file < 0 || file >= MOST_FILES) { free(path); return file; }
    forget(file);
    path_of[file] = path;
    if (path == NULL) return file;
    if (!was_there) note(CREATE, path, 0, NULL, 0);
    else if ((flags & O_TRUNC) != 0) note(TRUNCATE, path, 0, NULL, 0);
    return file;
}

#define OPENS(name, FOLDER_PARAMETER, FOLDER_ARGUMENT)                                                        \
    int name(FOLDER_PARAMETER const char *path, int flags, ...) {                                             \
        va_list rest;                                                                                         \
        va_start(rest, flags);                                                                                \
        mode_t mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(rest, mode_t) : 0;                        \
        va_end(rest);                                                                                         \
        char *seen = watched(path);                                                                           \
        if (fails(OPEN, seen)) { free(seen); return -1; }                                                     \
        int was_there = seen == NULL || access(seen, F_OK) == 0;                                              \
        return opened(REAL(name)(FOLDER_ARGUMENT path, flags, mode), seen, flags, was_there);                 \
    }
#define NOTHING
#define FOLDER int folder,
#define IN_FOLDER folder,
OPENS(open, NOTHING, NOTHING)
OPENS(open64, NOTHING, NOTHING)
OPENS(openat, FOLDER, IN_FOLDER)
OPENS(openat64, FOLDER, IN_FOLDER)

int close(int file) {
    forget(file);
    return REAL(close)(file);
}

ssize_t write(int file, const void *data, size_t length) {
    const char *path = path_at(file);
    if (fails(WRITE, path)) return -1;
    off_t at = path == NULL ? 0 : lseek(file, 0, SEEK_CUR);
    if (path != NULL && (fcntl(file, F_GETFL) & O_APPEND) != 0) at = lseek(file, 0, SEEK_END);
    ssize_t done = REAL(write)(file, data, length);
    if (done > 0) note(WRITE, path, at, data, (size_t)done);
    return done;
}

#define WRITES_AT(name, offset_type)                                                                          \
    ssize_t name(int file, const void *data, size_t length, offset_type at) {                                 \
        if (fails(WRITE, path_at(file))) return -1;                                                           \
        ssize_t done = REAL(name)(file, data, length, at);                                                    \
        if (done > 0) note(WRITE, path_at(file), at, data, (size_t)done);                                     \
        return done;                                                                                          \
    }
WRITES_AT(pwrite, off_t)
WRITES_AT(pwrite64, off64_t)

ssize_t read(int file, void *data, size_t length) {
    return fails(READ, path_at(file)) ? -1 : REAL(read)(file, data, length);
}

ssize_t pread64(int file, void *data, size_t length, off64_t at) {
    return fails(READ, path_at(file)) ? -1 : REAL(pread64)(file, data, length, at);
}

#define SYNCS(name)                                                                                           \
    int name(int file) {                                                                                      \
        if (fails(SYNC, path_at(file))) return -1;                                                            \
        int done = REAL(name)(file);                                                                          \
        if (done == 0) note(SYNC, path_at(file), 0, NULL, 0);                                                 \
        return done;                                                                                          \
    }
SYNCS(fsync)
SYNCS(fdatasync)

#define TRUNCATES(name, offset_type)                                                                          \
    int name(int file, offset_type length) {                                                                  \
        if (fails(TRUNCATE, path_at(file))) return -1;                                                        \
        int done = REAL(name)(file, length);                                                                  \
        if (done == 0) note(TRUNCATE, path_at(file), length, NULL, 0);                                        \
        return done;                                                                                          \
    }
TRUNCATES(ftruncate, off_t)
TRUNCATES(ftruncate64, off64_t)

int rename(const char *from, const char *to) {
    char *before = watched(from), *after = watched(to);
    int done = fails(RENAME, after) ? -1 : REAL(rename)(from, to);
    if (done == 0 && before != NULL && after != NULL) note(RENAME, before, 0, after, strlen(after));
    free(before), free(after);
    return done;
}

int unlink(const char *path) {
    char *seen = watched(path);
    int done = fails(UNLINK, seen) ? -1 : REAL(unlink)(path);
    if (done == 0) note(UNLINK, seen, 0, NULL, 0);
    free(seen);
    return done;
}

int mkdir(const char *path, mode_t mode) {
    char *seen = watched(path);
    int done = REAL(mkdir)(path, mode);
    if (done == 0) note(MAKE_FOLDER, seen, 0, NULL, 0);
    free(seen);
    return done;
}

/* Copies within the system would pass unseen: say that they cannot be had, and the caller reads and writes. */
ssize_t sendfile64(int to, int from, off64_t *at, size_t length) {
    (void)to, (void)from, (void)at, (void)length;
    errno = ENOTSOCK;
    return -1;
}
ssize_t sendfile(int to, int from, off_t *at, size_t length) { return sendfile64(to, from, (off64_t *)at, length); }
