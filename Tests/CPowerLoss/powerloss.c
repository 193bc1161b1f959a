#include "powerloss.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// --- The history ---------------------------------------------------------------------------------

typedef struct {
  char kind;
  int file;
  int64_t offset;  // of a write; the new size of a truncation
  int64_t length;
  uint8_t *data;
} step;

typedef struct {
  char *name;
  uint8_t *bytes;  // what is durable
  int64_t size, capacity;
  int exists;
  size_t *pending;  // steps after the last sync, in order
  size_t pending_count, pending_capacity;
} image;

enum { most_files = 64, sector = 512 };
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int recording;
static step *steps;
static size_t step_count, step_capacity, present;
static image files[most_files];
static int file_count;

static void *grown(void *memory, size_t bytes) {
  void *result = realloc(memory, bytes);
  if (!result) abort();
  return result;
}

static int file_number(const char *path) {
  for (int i = 0; i < file_count; i++)
    if (!strcmp(files[i].name, path)) return i;
  if (file_count == most_files) abort();
  files[file_count].name = strdup(path);
  return file_count++;
}

static void remember(
    char kind, const char *path, int64_t offset, const void *data, int64_t length) {
  if (!path) return;
  pthread_mutex_lock(&mutex);
  if (recording) {
    if (step_count == step_capacity) {
      step_capacity = step_capacity ? step_capacity * 2 : 4096;
      steps = grown(steps, step_capacity * sizeof(step));
    }
    step *s = &steps[step_count++];
    *s = (step){kind, file_number(path), offset, length, NULL};
    if (data) {
      s->data = grown(NULL, (size_t)length);
      memcpy(s->data, data, (size_t)length);
    }
  }
  pthread_mutex_unlock(&mutex);
}

void powerloss_stop(void) {
  pthread_mutex_lock(&mutex);
  recording = 0;
  pthread_mutex_unlock(&mutex);
}

size_t powerloss_position(void) {
  pthread_mutex_lock(&mutex);
  size_t position = step_count;
  pthread_mutex_unlock(&mutex);
  return position;
}

size_t powerloss_count(char kind) {
  size_t count = 0;
  for (size_t i = 0; i < step_count; i++) count += steps[i].kind == kind;
  return count;
}

// --- What the disk may hold ----------------------------------------------------------------------

static void resize(image *f, int64_t size) {
  if (size > f->capacity) {
    f->capacity = size * 2;
    f->bytes = grown(f->bytes, (size_t)f->capacity);
  }
  if (size > f->size) memset(f->bytes + f->size, 0, (size_t)(size - f->size));
  f->size = size;
}

static void put(image *f, const step *s, int64_t from, int64_t to) {
  if (s->offset + to > f->size) resize(f, s->offset + to);
  memcpy(f->bytes + s->offset + from, s->data + from, (size_t)(to - from));
}

static void apply(image *f, const step *s) {
  switch (s->kind) {
    case 'w': f->exists = 1; put(f, s, 0, s->length); break;
    case 't': f->exists = 1; resize(f, s->offset); break;
    case 'c': f->exists = 1; break;
    case 'd': f->exists = 0; f->size = 0; break;
    default: break;
  }
}

// Creations and deletions that are pending become durable; with a deletion goes all before it.
static void settle_directory(image *f) {
  size_t kept = 0;
  for (size_t i = 0; i < f->pending_count; i++) {
    const step *s = &steps[f->pending[i]];
    if (s->kind == 'd') kept = 0;
    if (s->kind == 'd' || s->kind == 'c') apply(f, s);
    else f->pending[kept++] = f->pending[i];
  }
  f->pending_count = kept;
}

void powerloss_advance(size_t position) {
  for (; present < position && present < step_count; present++) {
    const step *s = &steps[present];
    image *f = &files[s->file];
    if (s->kind == 's') {
      for (size_t i = 0; i < f->pending_count; i++) apply(f, &steps[f->pending[i]]);
      f->pending_count = 0;
      for (int i = 0; i < file_count; i++) settle_directory(&files[i]);
    } else {
      if (f->pending_count == f->pending_capacity) {
        f->pending_capacity = f->pending_capacity ? f->pending_capacity * 2 : 64;
        f->pending = grown(f->pending, f->pending_capacity * sizeof(size_t));
      }
      f->pending[f->pending_count++] = present;
    }
  }
}

static uint64_t next(uint64_t *state) {  // SplitMix64
  uint64_t z = (*state += 0x9e3779b97f4a7c15u);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

static int chance(uint64_t *state, unsigned of_256) { return (next(state) & 255) < of_256; }

// A third of the writes torn, the rest there or not; how many are there differs from state to state.
static void apply_perhaps(image *f, const step *s, uint64_t *state, unsigned keep) {
  if (s->kind == 'w' && chance(state, 85)) {
    int64_t from = 0;
    while (from < s->length) {
      int64_t to = from + sector - (s->offset + from) % sector;
      if (to > s->length) to = s->length;
      if (chance(state, keep)) {
        f->exists = 1;
        put(f, s, from, to);
      }
      from = to;
    }
  } else if (chance(state, keep)) {
    apply(f, s);
  }
}

static int write_out(const image *f, const char *directory) {
  const char *last = strrchr(f->name, '/');
  char path[4096];
  snprintf(path, sizeof path, "%s/%s", directory, last ? last + 1 : f->name);
  if (!f->exists) {
    unlink(path);
    return 0;
  }
  FILE *out = fopen(path, "wb");
  if (!out) return -1;
  size_t written = f->size ? fwrite(f->bytes, 1, (size_t)f->size, out) : 0;
  if (fclose(out) || written != (size_t)f->size) return -1;
  return 0;
}

int powerloss_materialise(uint64_t seed, const char *directory) {
  uint64_t state = seed;
  unsigned keep = (unsigned)(next(&state) % 257);
  for (int i = 0; i < file_count; i++) {
    const image *durable = &files[i];
    image f = *durable;
    f.bytes = grown(NULL, (size_t)(f.size ? f.size : 1));
    if (f.size) memcpy(f.bytes, durable->bytes, (size_t)f.size);
    f.capacity = f.size;
    for (size_t p = 0; p < f.pending_count; p++)
      apply_perhaps(&f, &steps[f.pending[p]], &state, keep);
    int result = write_out(&f, directory);
    free(f.bytes);
    if (result) return result;
  }
  return 0;
}

// --- The file system: the usual one, and a note of what passes -----------------------------------

typedef struct {
  sqlite3_file base;
  const char *name;  // none: a temporary file
  sqlite3_file *real;
} recorded;

static sqlite3_vfs *real_vfs;
static sqlite3_file *real(sqlite3_file *f) { return ((recorded *)f)->real; }

static int file_close(sqlite3_file *f) {
  int result = real(f)->pMethods ? real(f)->pMethods->xClose(real(f)) : SQLITE_OK;
  f->pMethods = NULL;
  return result;
}
static int file_read(sqlite3_file *f, void *to, int count, sqlite3_int64 offset) {
  return real(f)->pMethods->xRead(real(f), to, count, offset);
}
static int file_write(sqlite3_file *f, const void *from, int count, sqlite3_int64 offset) {
  remember('w', ((recorded *)f)->name, offset, from, count);
  return real(f)->pMethods->xWrite(real(f), from, count, offset);
}
static int file_truncate(sqlite3_file *f, sqlite3_int64 size) {
  remember('t', ((recorded *)f)->name, size, NULL, 0);
  return real(f)->pMethods->xTruncate(real(f), size);
}
static int file_sync(sqlite3_file *f, int flags) {
  int result = real(f)->pMethods->xSync(real(f), flags);
  if (result == SQLITE_OK) remember('s', ((recorded *)f)->name, 0, NULL, 0);
  return result;
}
static int file_size(sqlite3_file *f, sqlite3_int64 *size) {
  return real(f)->pMethods->xFileSize(real(f), size);
}
static int file_lock(sqlite3_file *f, int level) {
  return real(f)->pMethods->xLock(real(f), level);
}
static int file_unlock(sqlite3_file *f, int level) {
  return real(f)->pMethods->xUnlock(real(f), level);
}
static int file_reserved(sqlite3_file *f, int *result) {
  return real(f)->pMethods->xCheckReservedLock(real(f), result);
}
static int file_control(sqlite3_file *f, int operation, void *argument) {
  return real(f)->pMethods->xFileControl(real(f), operation, argument);
}
static int file_sector(sqlite3_file *f) { return real(f)->pMethods->xSectorSize(real(f)); }
static int file_character(sqlite3_file *f) {
  return real(f)->pMethods->xDeviceCharacteristics(real(f));
}
static int shm_map(sqlite3_file *f, int page, int size, int extend, void volatile **memory) {
  return real(f)->pMethods->xShmMap(real(f), page, size, extend, memory);
}
static int shm_lock(sqlite3_file *f, int offset, int n, int flags) {
  return real(f)->pMethods->xShmLock(real(f), offset, n, flags);
}
static void shm_barrier(sqlite3_file *f) { real(f)->pMethods->xShmBarrier(real(f)); }
static int shm_unmap(sqlite3_file *f, int remove) {
  return real(f)->pMethods->xShmUnmap(real(f), remove);
}

static const sqlite3_io_methods methods = {
    2,           file_close,   file_read,   file_write,    file_truncate, file_sync,
    file_size,   file_lock,    file_unlock, file_reserved, file_control,  file_sector,
    file_character, shm_map,   shm_lock,    shm_barrier,   shm_unmap,     NULL,
    NULL};

static int vfs_open(
    sqlite3_vfs *vfs, const char *name, sqlite3_file *f, int flags, int *out_flags) {
  (void)vfs;
  recorded *file = (recorded *)f;
  int is_new = 0;
  if (name && flags & SQLITE_OPEN_CREATE) is_new = access(name, F_OK) != 0;
  file->base.pMethods = NULL;
  file->name = name;  // SQLite keeps it until the file is closed
  file->real = (sqlite3_file *)(file + 1);
  int result = real_vfs->xOpen(real_vfs, name, file->real, flags, out_flags);
  if (file->real->pMethods) file->base.pMethods = &methods;
  if (result == SQLITE_OK && is_new) remember('c', name, 0, NULL, 0);
  return result;
}

static int vfs_delete(sqlite3_vfs *vfs, const char *name, int sync_directory) {
  (void)vfs;
  int result = real_vfs->xDelete(real_vfs, name, sync_directory);
  if (result == SQLITE_OK) {
    remember('d', name, 0, NULL, 0);
    if (sync_directory) remember('s', name, 0, NULL, 0);
  }
  return result;
}

int powerloss_record(void) {
  static sqlite3_vfs vfs;
  real_vfs = sqlite3_vfs_find(NULL);
  if (!real_vfs) return SQLITE_ERROR;
  vfs = *real_vfs;  // everything else goes straight to the usual one
  vfs.pNext = NULL;
  vfs.zName = "power-loss";
  vfs.szOsFile = (int)sizeof(recorded) + real_vfs->szOsFile;
  vfs.xOpen = vfs_open;
  vfs.xDelete = vfs_delete;
  recording = 1;
  return sqlite3_vfs_register(&vfs, 1);
}
