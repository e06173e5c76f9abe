// SPDX-License-Identifier: Apache-2.0
/* ringback operator add: works on the store, because the first operator cannot sign in yet. */
#include "adapter/crypt/crypt.h"
#include "base/arena.h"
#include "base/log.h"
#include "base/random.h"
#include "daemon/cli/cli.h"
#include "daemon/parts.h"
#include "domain/account/account.h"
#include "port/clock.h"
#include "port/migrate.h"

#include <string.h>
#include <termios.h>
#include <unistd.h>

enum { SECRET_CHARS = 200, MADE_CHARS = 20, TRIES = 20 };

struct making {
	struct config config;
	struct store *store;
	struct arena *arena;
	char password[SECRET_CHARS], hash[CRYPT_PASSWORD_CHARS];
	bool made_up;
	enum operator_part part;
};

static bool ask_hidden(const char *question, char *out, size_t room)
{
	struct termios shown, hidden;
	bool good;

	if (tcgetattr(STDIN_FILENO, &shown))
		return false;
	hidden = shown;
	hidden.c_lflag &= (tcflag_t)~ECHO;
	(void)fputs(question, stderr);
	(void)tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
	good = fgets(out, (int)room, stdin) != NULL;
	(void)tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
	(void)fputc('\n', stderr);
	out[strcspn(out, "\r\n")] = '\0';
	return good;
}

/* Letters that cannot be taken for one another: 32 of them, so five bits each. */
static void make_up(char *out)
{
	static const char LETTERS[] = "abcdefghjkmnpqrstuvwxyz23456789A";
	uint8_t bytes[MADE_CHARS];

	random_secret(bytes, sizeof(bytes));
	for (size_t i = 0; i < MADE_CHARS; i++)
		out[i] = LETTERS[bytes[i] & 31];
	out[MADE_CHARS] = '\0';
}

static int get_password(const struct cli *cli, struct making *m)
{
	const char *file = cli_flag(cli, "password-file");
	char again[SECRET_CHARS];
	enum err err;

	if (file) {
		err = config_secret(file, m->password, sizeof(m->password));
		if (err == ERR_DENIED)
			return cli_fail(EXIT_FAILED, "others may read %s; run: chmod 600 %s", file, file);
		return err == OK ? EXIT_DONE : cli_fail(EXIT_FAILED, "%s cannot be read", file);
	}
	if (!isatty(STDIN_FILENO) || cli_flag(cli, "no-input")) {
		make_up(m->password);
		m->made_up = true;
		return EXIT_DONE;
	}
	if (!ask_hidden("Password: ", m->password, sizeof(m->password)) ||
	    !ask_hidden("Again:    ", again, sizeof(again)))
		return cli_fail(EXIT_FAILED, "no password was given");
	if (strcmp(m->password, again))
		return cli_fail(EXIT_FAILED, "the two were not the same");
	return EXIT_DONE;
}

static enum err create(struct making *m, const char *login, const char *nickname,
                       struct account_answer *answer)
{
	const struct clock_port *clock = clock_real();
	struct ids ids = { .maker = 63 };
	struct desk desk;
	struct tx tx;
	enum err err = tx_begin(m->store, m->arena, &tx);

	if (err != OK)
		return err;
	desk_init(&desk, &tx, &m->config.rules, &ids);
	desk.now = clock->utc(clock->ctx);
	desk.actor = (struct actor){ ACTOR_OPERATOR, 0 };
	err = account_create(&desk,
	                     &(struct account_ask){ .roles = ROLE_OPERATOR,
	                                            .part = m->part,
	                                            .login = text_of(login),
	                                            .nickname = text_of(nickname),
	                                            .password = text_of(m->hash) },
	                     answer);
	if (err != OK || answer->refused != GRANTED) {
		tx_rollback(&tx);
		return err;
	}
	return tx_commit(&tx);
}

/* A running daemon may hold the one writer for a moment. */
static enum err create_patiently(struct making *m, const char *login, const char *nickname,
                                 struct account_answer *answer)
{
	enum err err = ERR_AGAIN;

	for (int i = 0; i < TRIES && (err == ERR_AGAIN || err == ERR_BUSY); i++)
		err = create(m, login, nickname, answer);
	return err;
}

static int said_no(const struct account_answer *a, const char *login)
{
	if (a->refused == REFUSED_TAKEN)
		return cli_fail(EXIT_CONFLICT, "there is an account with %s '%s' already",
		                a->field ? a->field : "that name", login);
	return cli_fail(EXIT_USAGE, "%s%s%s", a->field ? a->field : "", a->field ? ": " : "",
	                a->detail ? a->detail : refusal_words(a->refused));
}

static int add(struct making *m, const char *login, const char *nickname, const struct cli *cli)
{
	struct account_answer answer = { 0 };
	struct migrate_report report;
	char id[ID_CHARS];
	enum err err = migrate_run(m->store, m->arena, &report);

	if (err == OK)
		err = create_patiently(m, login, nickname, &answer);
	if (err != OK)
		return cli_fail(EXIT_FAILED, "the store did not take it: %s",
		                err == ERR_CONFIG ? report.words : err_words(err));
	if (answer.refused != GRANTED)
		return said_no(&answer, login);
	id_format(ID_OF_account, answer.account.id.n, id);
	if (cli->json)
		printf("{\"account\":\"%s\",\"login\":\"%s\",\"part\":\"%s\"%s%s%s}\n", id,
		       answer.account.login, PART_WORDS[answer.account.part],
		       m->made_up ? ",\"password\":\"" : "", m->made_up ? m->password : "",
		       m->made_up ? "\"" : "");
	else
		printf("%s is an operator, %s (%s)\n%s%s%s", answer.account.login,
		       PART_WORDS[answer.account.part], id, m->made_up ? "password, shown this once: " : "",
		       m->made_up ? m->password : "", m->made_up ? "\n" : "");
	return EXIT_DONE;
}

static int prepare(const struct cli *cli, struct making *m)
{
	const char *fault, *part = cli_flag(cli, "part");
	char said[ACCOUNT_FAULT_CHARS];
	int code = cli_config(cli, &m->config);

	log_init(LOG_WARN, LOG_AUTO, STDERR_FILENO);
	if (code != EXIT_DONE)
		return code;
	fault = account_login_fault(text_of(cli->args[0]));
	if (fault)
		return cli_fail(EXIT_USAGE, "login '%s': %s", cli->args[0], fault);
	m->part = account_part_named(text_of(part ? part : PART_WORDS[PART_OWNER]));
	if (m->part == PART_COUNT)
		return cli_fail(EXIT_USAGE, "part '%s': owner, floor, finance, product or engineer", part);
	code = get_password(cli, m);
	if (code != EXIT_DONE)
		return code;
	fault =
		account_password_fault(&m->config.rules, text_of(m->password), text_of(cli->args[0]), said);
	if (fault)
		return cli_fail(EXIT_USAGE, "password: %s", fault);
	if (crypt_init() != OK || crypt_password_hash(text_of(m->password), m->hash) != OK)
		return cli_fail(EXIT_FAILED, "the password could not be hashed (not enough memory?)");
	if (parts_data_dir(&m->config) != OK || parts_store(&m->config, false, &m->store) != OK)
		return cli_fail(EXIT_FAILED, "the store cannot be opened; try: ringback doctor");
	return EXIT_DONE;
}

int cli_operator_add(struct cli *cli)
{
	struct making *m = cli_room(sizeof(*m));
	const char *login = cli->args[0], *nickname = cli_flag(cli, "nickname");
	char name[ACCOUNT_NICKNAME_CHARS];
	text head, tail;
	int code = prepare(cli, m);

	if (code == EXIT_DONE) {
		(void)text_cut(text_of(login), '@', &head, &tail);
		text_fit(nickname ? text_of(nickname) : head, name, sizeof(name));
		m->arena = arena_open(65536);
		code = add(m, login, name, cli);
		arena_close(m->arena);
		store_close(m->store);
	}
	explicit_bzero(m->password, sizeof(m->password));
	return code;
}
