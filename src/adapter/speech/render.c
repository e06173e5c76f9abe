// SPDX-License-Identifier: Apache-2.0
/*
 * Starts the speaking program between two files in memory: its words and its WAV. Pipes were tried
 * first: flite seeks in its output and never ends on a piped input.
 */
#include "adapter/speech/render.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define WORDS_MOST 2000

extern char **environ;

static bool find_in_path(const char *name, char out[PATH_MAX])
{
	const char *path = getenv("PATH");
	text rest = text_of(path ? path : "/usr/bin:/bin");

	if (strchr(name, '/'))
		return text_into(text_of(name), out, PATH_MAX) == OK && access(name, X_OK) == 0;
	while (rest.length > 0) {
		text folder;

		(void)text_cut(rest, ':', &folder, &rest);
		if (snprintf(out, PATH_MAX, "%.*s/%s", TEXT(folder), name) < PATH_MAX &&
		    access(out, X_OK) == 0)
			return true;
	}
	return false;
}

void renderer_find(const char *program, struct renderer *out)
{
	bool any = program[0] == '\0';

	out->kind = RENDERER_NONE;
	if ((any || !strstr(program, "flite")) &&
	    find_in_path(any ? "espeak-ng" : program, out->program))
		out->kind = RENDERER_ESPEAK;
	else if ((any || strstr(program, "flite")) &&
	         find_in_path(any ? "flite" : program, out->program))
		out->kind = RENDERER_FLITE;
}

/* Only what a voice's name is made of; it becomes an argument. */
static void voice_of(const struct renderer *renderer, const char *language, char out[40])
{
	const char *wanted = renderer->voice[0] ? renderer->voice : language;
	size_t length = 0;

	if (strcmp(wanted, "en") == 0)
		wanted = "en-us";
	for (; *wanted && length < 39; wanted++)
		if ((*wanted >= 'a' && *wanted <= 'z') || (*wanted >= 'A' && *wanted <= 'Z') ||
		    (*wanted >= '0' && *wanted <= '9') || *wanted == '_' || *wanted == '+' ||
		    (*wanted == '-' && length > 0))
			out[length++] = *wanted;
	out[length] = '\0';
}

/* Square brackets would be phonemes to espeak-ng; control characters are not for speaking. */
static size_t clean(const char *words, char out[WORDS_MOST])
{
	size_t length = 0;

	for (; *words && length < WORDS_MOST - 1; words++) {
		bool odd = (unsigned char)*words < ' ' || *words == '[' || *words == ']' || *words == 127;

		out[length++] = odd ? ' ' : *words;
	}
	out[length++] = '\n';
	return length;
}

static enum err spawn(const struct renderer *renderer, const char *voice, int in, int out,
                      pid_t *pid)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t none;
	char rate[12];
	char *espeak[] = { "espeak-ng", "--stdout", "--stdin", "-v", (char *)voice, "-s", rate, NULL };
	char *flite[] = { "flite", "-f", "/dev/fd/0", "-o", "/dev/fd/1", NULL };
	int failed;

	(void)snprintf(rate, sizeof(rate), "%u", renderer->words_per_minute);
	sigemptyset(&none);
	must(posix_spawn_file_actions_init(&actions) == 0 && posix_spawnattr_init(&attributes) == 0);
	must(posix_spawn_file_actions_adddup2(&actions, in, 0) == 0);
	must(posix_spawn_file_actions_adddup2(&actions, out, 1) == 0);
	must(posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0) == 0);
	(void)posix_spawnattr_setsigmask(&attributes, &none);
	(void)posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
	failed = posix_spawn(pid, renderer->program, &actions, &attributes,
	                     renderer->kind == RENDERER_ESPEAK ? espeak : flite, environ);
	posix_spawn_file_actions_destroy(&actions);
	posix_spawnattr_destroy(&attributes);
	return failed ? ERR_UNAVAILABLE : OK;
}

/*
 * True: the program is gone. Where somebody ignores SIGCHLD its status is gone too: its sound
 * tells.
 */
static bool is_over(pid_t pid, int options, int *status)
{
	pid_t got = waitpid(pid, status, options);

	must(got >= 0 || errno == EINTR || errno == ECHILD);
	return got == pid || (got < 0 && errno == ECHILD);
}

/* Waits for the end, or makes one. */
static enum err reap(pid_t pid, span most)
{
	int64_t tries = span_ms(most);
	int status = 0;

	while (tries-- > 0) {
		if (is_over(pid, WNOHANG, &status))
			return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? OK : ERR_IO;
		(void)nanosleep(&(struct timespec){ .tv_nsec = 1000000 }, NULL);
	}
	(void)kill(pid, SIGKILL);
	while (!is_over(pid, 0, &status))
		;
	return ERR_TIMEOUT;
}

static enum err collect(int fd, struct wav *out)
{
	struct stat facts;
	const char *why;
	void *bytes;
	enum err err;

	if (fstat(fd, &facts) != 0 || facts.st_size == 0 || facts.st_size > WAV_MOST_BYTES)
		return ERR_MALFORMED;
	bytes = mmap(NULL, (size_t)facts.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (bytes == MAP_FAILED)
		return ERR_IO;
	err = wav_read(bytes, (size_t)facts.st_size, true, out, &why);
	(void)munmap(bytes, (size_t)facts.st_size);
	return err;
}

static enum err speak_through(const struct renderer *renderer, const char *voice, int in,
                              int out_fd, struct wav *out)
{
	pid_t pid;

	TRY(spawn(renderer, voice, in, out_fd, &pid));
	TRY(reap(pid, renderer->most));
	return collect(out_fd, out);
}

enum err renderer_speak(const struct renderer *renderer, const char *language, const char *words,
                        struct wav *out)
{
	char voice[40], cleaned[WORDS_MOST];
	size_t length = clean(words, cleaned);
	int in, out_fd;
	enum err err = ERR_FULL;

	if (renderer->kind == RENDERER_NONE)
		return ERR_UNAVAILABLE;
	voice_of(renderer, language, voice);
	in = memfd_create("words", MFD_CLOEXEC);
	out_fd = memfd_create("sound", MFD_CLOEXEC);
	if (in >= 0 && out_fd >= 0 && pwrite(in, cleaned, length, 0) == (ssize_t)length)
		err = speak_through(renderer, voice, in, out_fd, out);
	if (in >= 0)
		close(in);
	if (out_fd >= 0)
		close(out_fd);
	return err;
}
