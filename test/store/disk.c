// SPDX-License-Identifier: Apache-2.0
/* The VFS behind disk.h: passes everything on, watches syncs and deletes. */
#include "store/disk.h"

#include <dirent.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PATH_CHARS 512

struct disk_file {
	sqlite3_file base;
	struct disk *disk;
	const char *name; /* path, owned by SQLite while the file is open */
	sqlite3_file *real;
};

static sqlite3_file *real_of(sqlite3_file *file)
{
	return ((struct disk_file *)file)->real;
}

static void durable_path(const struct disk *disk, const char *name, char out[PATH_CHARS])
{
	const char *slash = strrchr(name, '/');

	snprintf(out, PATH_CHARS, "%s/%s", disk->durable, slash ? slash + 1 : name);
}

static void keep(const struct disk *disk, const char *name)
{
	char path[PATH_CHARS], bytes[65536];
	ssize_t got;

	durable_path(disk, name, path);
	int from = open(name, O_RDONLY | O_CLOEXEC);
	int to = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	must(from >= 0 && to >= 0);
	while ((got = read(from, bytes, sizeof bytes)) > 0)
		must(write(to, bytes, (size_t)got) == got);
	close(from);
	close(to);
}

static int file_sync(sqlite3_file *file, int flags)
{
	struct disk_file *f = (struct disk_file *)file;

	f->disk->syncs++;
	if (f->disk->fails)
		return SQLITE_IOERR_FSYNC;
	int code = f->real->pMethods->xSync(f->real, flags);

	if (code == SQLITE_OK && f->name)
		keep(f->disk, f->name);
	return code;
}

/* ---- passed on ------------------------------------------------------------------------- */
#define PASS(file, method, ...) real_of(file)->pMethods->method(real_of(file), ##__VA_ARGS__)

static int file_close(sqlite3_file *file)
{
	return PASS(file, xClose);
}
static int file_read(sqlite3_file *file, void *to, int n, sqlite3_int64 at)
{
	return PASS(file, xRead, to, n, at);
}
static int file_truncate(sqlite3_file *file, sqlite3_int64 size)
{
	return PASS(file, xTruncate, size);
}
static int file_size(sqlite3_file *file, sqlite3_int64 *size)
{
	return PASS(file, xFileSize, size);
}
static int file_lock(sqlite3_file *file, int level)
{
	return PASS(file, xLock, level);
}
static int file_unlock(sqlite3_file *file, int level)
{
	return PASS(file, xUnlock, level);
}
static int file_reserved(sqlite3_file *file, int *out)
{
	return PASS(file, xCheckReservedLock, out);
}
static int file_control(sqlite3_file *file, int op, void *arg)
{
	return PASS(file, xFileControl, op, arg);
}
static int file_sector(sqlite3_file *file)
{
	return PASS(file, xSectorSize);
}
static int file_kind(sqlite3_file *file)
{
	return PASS(file, xDeviceCharacteristics);
}
static int file_shm_lock(sqlite3_file *file, int at, int n, int flags)
{
	return PASS(file, xShmLock, at, n, flags);
}
static void file_shm_barrier(sqlite3_file *file)
{
	PASS(file, xShmBarrier);
}
static int file_shm_unmap(sqlite3_file *file, int gone)
{
	return PASS(file, xShmUnmap, gone);
}

static int file_write(sqlite3_file *file, const void *from, int n, sqlite3_int64 at)
{
	return PASS(file, xWrite, from, n, at);
}

static int file_shm_map(sqlite3_file *file, int page, int size, int extend, void volatile **out)
{
	return PASS(file, xShmMap, page, size, extend, out);
}

static const sqlite3_io_methods METHODS = {
	.iVersion = 2,
	.xClose = file_close,
	.xRead = file_read,
	.xWrite = file_write,
	.xTruncate = file_truncate,
	.xSync = file_sync,
	.xFileSize = file_size,
	.xLock = file_lock,
	.xUnlock = file_unlock,
	.xCheckReservedLock = file_reserved,
	.xFileControl = file_control,
	.xSectorSize = file_sector,
	.xDeviceCharacteristics = file_kind,
	.xShmMap = file_shm_map,
	.xShmLock = file_shm_lock,
	.xShmBarrier = file_shm_barrier,
	.xShmUnmap = file_shm_unmap,
};

static int vfs_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags,
                    int *flags_out)
{
	struct disk_file *f = (struct disk_file *)file;
	sqlite3_vfs *real = sqlite3_vfs_find("unix");

	f->disk = vfs->pAppData;
	f->name = name;
	f->real = (sqlite3_file *)(f + 1);
	int code = real->xOpen(real, name, f->real, flags, flags_out);

	f->base.pMethods = f->real->pMethods ? &METHODS : NULL;
	return code;
}

static int vfs_delete(sqlite3_vfs *vfs, const char *name, int sync_folder)
{
	char path[PATH_CHARS];
	sqlite3_vfs *real = sqlite3_vfs_find("unix");

	durable_path(vfs->pAppData, name, path);
	unlink(path);
	return real->xDelete(real, name, sync_folder);
}

/* ---- the disk ----------------------------------------------------------------------------------
 */
void disk_open(struct disk *disk, const char *folder)
{
	sqlite3_vfs *real = sqlite3_vfs_find("unix");
	sqlite3_vfs *vfs = calloc(1, sizeof *vfs);

	must(real && vfs);
	memset(disk, 0, sizeof *disk);
	snprintf(disk->folder, sizeof disk->folder, "%s/disk", folder);
	snprintf(disk->durable, sizeof disk->durable, "%s/durable", folder);
	must(mkdir(disk->folder, 0700) == 0 && mkdir(disk->durable, 0700) == 0);
	*vfs = *real;
	vfs->zName = DISK_VFS;
	vfs->pAppData = disk;
	vfs->szOsFile = (int)sizeof(struct disk_file) + real->szOsFile;
	vfs->xOpen = vfs_open;
	vfs->xDelete = vfs_delete;
	must(sqlite3_vfs_register(vfs, 0) == SQLITE_OK);
}

static void remove_files(const char *folder)
{
	DIR *dir = opendir(folder);

	must(dir);
	for (struct dirent *entry; (entry = readdir(dir)) != NULL;)
		if (entry->d_type == DT_REG)
			unlinkat(dirfd(dir), entry->d_name, 0);
	closedir(dir);
	rmdir(folder);
}

void disk_close(struct disk *disk)
{
	sqlite3_vfs *vfs = sqlite3_vfs_find(DISK_VFS);

	must(vfs);
	sqlite3_vfs_unregister(vfs);
	free(vfs);
	remove_files(disk->folder);
	remove_files(disk->durable);
}
