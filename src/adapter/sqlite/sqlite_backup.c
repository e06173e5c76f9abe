// SPDX-License-Identifier: Apache-2.0
/*
 * A copy of the running database in one file, made by SQLite's own online backup and proved before
 * it gets its name.
 */
#include "adapter/sqlite/sqlite_store.h"

#include "base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PATH_CHARS 4096

/*
 * All pages in one step: the writer is never held up under WAL, while a copy in small steps begins
 * anew with every commit of another connection.
 */
static enum err copy_pages(struct sqlite_store *s, sqlite3 *to)
{
	sqlite3_backup *backup = sqlite3_backup_init(to, "main", s->db, "main");

	if (!backup)
		return sqlite_failed(s, sqlite3_errcode(to), "backup");
	int code = sqlite3_backup_step(backup, -1);
	int end = sqlite3_backup_finish(backup);

	if (code != SQLITE_DONE)
		return sqlite_failed(s, code, "backup");
	return end == SQLITE_OK ? OK : sqlite_failed(s, end, "backup");
}

static enum err prove(sqlite3 *copy)
{
	sqlite3_stmt *check = NULL;
	enum err err = ERR_STORE;

	/* Out of WAL: the copy is one file that stands by itself. */
	if (sqlite3_exec(copy, "PRAGMA journal_mode=DELETE", NULL, NULL, NULL) != SQLITE_OK)
		return ERR_STORE;
	if (sqlite3_prepare_v2(copy, "PRAGMA integrity_check(1)", -1, &check, NULL) != SQLITE_OK)
		return ERR_STORE;
	if (sqlite3_step(check) == SQLITE_ROW &&
	    strcmp((const char *)sqlite3_column_text(check, 0), "ok") == 0)
		err = OK;
	sqlite3_finalize(check);
	return err;
}

static enum err write_copy(struct sqlite_store *s, const char *part)
{
	sqlite3 *to = NULL;
	int code = sqlite3_open_v2(part, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
	enum err err = code == SQLITE_OK ? copy_pages(s, to) : ERR_IO;

	if (err == OK)
		err = prove(to);
	sqlite3_close(to);
	return err;
}

/* The name itself must survive a power loss too. */
static void sync_folder(const char *path)
{
	char folder[PATH_CHARS];
	const char *slash = strrchr(path, '/');
	int length = slash ? (int)(slash - path) : 1;

	snprintf(folder, sizeof folder, "%.*s", length > 0 ? length : 1, slash ? path : ".");
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		return;
	if (fsync(fd) != 0)
		log_warn("backup.folder_not_synced", KV_TEXT(file, folder));
	close(fd);
}

/* Made by us and by nobody before us, so that no stranger's rights or link stand behind the name.
 */
static enum err reserve(const char *part)
{
	unlink(part); /* left over from one that was interrupted */
	int fd = open(part, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);

	if (fd < 0)
		return errno == EACCES ? ERR_DENIED : ERR_IO;
	close(fd);
	return OK;
}

enum err sqlite_backup_to(struct store *store, const char *path)
{
	struct sqlite_store *s = sqlite_of(store);
	char part[PATH_CHARS];

	must(!s->in_tx);
	if (snprintf(part, sizeof part, "%s.part", path) >= (int)sizeof part)
		return ERR_LIMIT;
	if (access(path, F_OK) == 0)
		return ERR_CONFLICT;
	TRY(reserve(part));
	enum err err = write_copy(s, part);

	if (err == OK && rename(part, path) != 0)
		err = ERR_IO;
	if (err != OK) {
		unlink(part);
		return err;
	}
	sync_folder(path);
	return OK;
}
