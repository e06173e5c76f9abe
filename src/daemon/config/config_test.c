// SPDX-License-Identifier: Apache-2.0
#include "daemon/config/config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static struct config config, other;
static struct config_report report;

struct file {
	char name[40];
	int fd;
};

static struct file file_open(void)
{
	struct file f = { .name = "/tmp/ringback-config-XXXXXX" };

	f.fd = mkstemp(f.name);
	assert_true(f.fd >= 0);
	return f;
}

static enum err read_words(const char *words)
{
	struct file f = file_open();
	enum err err;

	assert_int_equal(write(f.fd, words, strlen(words)), (ssize_t)strlen(words));
	(void)close(f.fd);
	err = config_load(f.name, &config, &report);
	(void)unlink(f.name);
	return err;
}

static void an_empty_file_means_all_defaults_on_loopback(void **state)
{
	(void)state;
	assert_int_equal(read_words(""), OK);
	assert_string_equal(config.http_listen, "127.0.0.1:8080");
	assert_true(config_is_loopback(config.http_listen));
	assert_true(config_is_loopback(config.sip_address));
	assert_int_equal(span_ms(config.rules.ring_ms), 25000);
	assert_string_equal(config.rules.currency, "USD");
	assert_int_equal(config.trunk_count, 0);
}

static void values_are_taken_with_the_line_they_stand_in(void **state)
{
	size_t count;
	const struct option *all = config_options(&count);

	(void)state;
	assert_int_equal(read_words("rules = {\n  ring_ms = 4000;\n};\nserver = { brand = \"Ask\"; };\n"
	                            "numbers = { countries = [ \"US\", \"CA\" ]; };"),
	                 OK);
	assert_int_equal(span_ms(config.rules.ring_ms), 4000);
	assert_string_equal(config.rules.brand, "Ask");
	assert_int_equal(config.numbers_countries.count, 2);
	assert_int_equal(config.lines[config_option("rules.ring_ms") - all], 2);
	assert_int_equal(config.lines[config_option("rules.key_wait_ms") - all], 0);
}

static void mistakes_name_line_and_remedy(void **state)
{
	static const struct {
		const char *because, *words;
		int line;
		const char *says;
	} CASES[] = {
		{ "a slip of the fingers", "rules = {\n ring_mss = 1;\n};", 2,
		  "did you mean 'rules.ring_ms'" },
		{ "the right key in the wrong group", "\nsip = { ring_ms = 1; };", 2,
		  "did you mean 'rules.ring_ms'" },
		{ "a group that is none", "rulez = { };", 1, "did you mean 'rules'" },
		{ "under the least", "rules = { ring_ms = 5; };", 1, "between 100 and 120000 ms" },
		{ "over the most", "\n\nrules = { line_cap = 10000000; };", 3, "out of bounds" },
		{ "a number in quotes", "rules = { ring_ms = \"4000\"; };", 1, "without quotes" },
		{ "a word that is none", "log = { level = \"loud\"; };", 1, "debug info warn error" },
		{ "a text without quotes", "server = { name = 7; };", 1, "in quotes" },
		{ "a list that is a text", "http = { trusted_proxies = \"a:1\"; };", 1, "is a list" },
		{ "a broken file", "rules = {\n ring_ms = ;\n};", 2, "syntax error" },
		{ "the same twice", "server = { name = \"a\";\n name = \"b\"; };", 2, "duplicate" },
		{ "lanes on SQLite", "store = { lanes = 4; };", 1, "one writer" },
		{ "a password in the url", "store = { url = \"postgresql://a:b@h/d\"; };", 1, "passfile" },
		{ "everybody as proxy", "http = { trusted_proxies = [ \"0.0.0.0/0\" ]; };", 1,
		  "one address" },
		{ "an unknown trunk key", "sip = { trunks = ( { name = \"a\";\n hots = \"b\"; } ); };", 2,
		  "did you mean 'sip.trunks.host'" },
		{ "a trunk without host", "sip = { trunks = ( { name = \"a\"; } ); };", 1,
		  "needs a name and a host" },
		{ "a codec that is none",
		  "sip = { trunks = ( { name = \"a\"; host = \"h\"; codecs = [ \"opus\" ]; } ); };", 1,
		  "PCMU and PCMA" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(CASES); i++) {
		enum err err = read_words(CASES[i].words);

		if (err != ERR_CONFIG || !strstr(report.at[0].words, CASES[i].says) ||
		    report.at[0].line != CASES[i].line)
			print_error("%s: line %d: %s\n", CASES[i].because, report.at[0].line,
			            report.at[0].words);
		assert_int_equal(err, ERR_CONFIG);
		assert_non_null(strstr(report.at[0].words, CASES[i].says));
		assert_int_equal(report.at[0].line, CASES[i].line);
	}
}

static void all_mistakes_are_told_at_once(void **state)
{
	(void)state;
	assert_int_equal(read_words("rules = { ring_ms = 1;\n line_cap = 0; };\nx = 1;"), ERR_CONFIG);
	assert_int_equal(report.count, 3);
}

static void simulated_numbers_need_every_trunk_simulated_on_loopback(void **state)
{
	static const struct {
		const char *because, *trunk;
		enum err err;
	} CASES[] = {
		{ "a simulator on loopback", "{ name = \"s\"; host = \"127.0.0.1\"; simulated = true; }",
		  OK },
		{ "loopback but not marked", "{ name = \"s\"; host = \"127.0.0.1\"; }", ERR_CONFIG },
		{ "a real trunk beside",
		  "{ name = \"s\"; host = \"127.0.0.1\"; simulated = true; },"
		  "{ name = \"r\"; host = \"sip.example.net\"; }",
		  ERR_CONFIG },
		{ "marked but far away", "{ name = \"s\"; host = \"192.0.2.7\"; simulated = true; }",
		  ERR_CONFIG },
	};
	char words[600];

	(void)state;
	for (size_t i = 0; i < COUNT(CASES); i++) {
		(void)snprintf(words, sizeof(words),
		               "numbers = { simulated = [ \"+999\" ]; }; sip = { trunks = ( %s ); };",
		               CASES[i].trunk);
		if (read_words(words) != CASES[i].err)
			print_error("%s\n", CASES[i].because);
		assert_int_equal(read_words(words), CASES[i].err);
	}
}

static void a_demo_needs_loopback_and_simulated_trunks(void **state)
{
	static const struct {
		const char *words;
		enum err err;
	} CASES[] = {
		{ "http = { demo = true; demo_phones = \"phones.sock\"; };", OK },
		{ "http = { demo_phones = \"phones.sock\"; };", ERR_CONFIG },
		{ "http = { demo = true; listen = \"0.0.0.0:8080\"; };", ERR_CONFIG },
		{ "http = { demo = true; }; sip = { trunks = ( { name = \"r\"; host = \"192.0.2.7\"; } ); "
		  "};",
		  ERR_CONFIG },
		{ "http = { demo = true; }; sip = { trunks = ( { name = \"s\"; host = \"127.0.0.1\"; "
		  "simulated = true; } ); };",
		  OK },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(CASES); i++) {
		if (read_words(CASES[i].words) != CASES[i].err)
			print_error("%s\n", CASES[i].words);
		assert_int_equal(read_words(CASES[i].words), CASES[i].err);
	}
}

static void the_full_sample_reads_back_as_the_defaults(void **state)
{
	struct file f = file_open();
	char restarts[400];

	(void)state;
	config_sample(f.fd, true);
	(void)close(f.fd);
	if (config_load(f.name, &other, &report) != OK)
		config_report_print(&report, STDERR_FILENO);
	assert_int_equal(config_load(f.name, &other, &report), OK);
	(void)unlink(f.name);
	assert_int_equal(read_words(""), OK);
	assert_int_equal(config_changes(&other, &config, restarts, sizeof(restarts)), 0);
	assert_string_equal(restarts, "");
}

static void a_secret_others_may_read_is_refused(void **state)
{
	struct file f = file_open();
	char secret[40];

	(void)state;
	assert_int_equal(write(f.fd, "sesame\n", 7), 7);
	assert_int_equal(fchmod(f.fd, 0600), 0);
	assert_int_equal(config_secret(f.name, secret, sizeof(secret)), OK);
	assert_string_equal(secret, "sesame");
	assert_int_equal(fchmod(f.fd, 0644), 0);
	assert_int_equal(config_secret(f.name, secret, sizeof(secret)), ERR_DENIED);
	assert_string_equal(secret, "");
	(void)close(f.fd);
	(void)unlink(f.name);
	assert_int_equal(config_secret(f.name, secret, sizeof(secret)), ERR_NONE);
}

static void a_reload_tells_what_needs_a_restart(void **state)
{
	char restarts[200];

	(void)state;
	assert_int_equal(read_words(""), OK);
	other = config;
	assert_int_equal(read_words("rules = { ring_ms = 4000; }; http = { loops = 2; };"), OK);
	assert_int_equal(config_changes(&other, &config, restarts, sizeof(restarts)), 1);
	assert_string_equal(restarts, "http.loops");
}

static void every_default_lies_within_its_bounds_and_every_option_has_a_sentence(void **state)
{
	size_t count;
	const struct option *o = config_options(&count);

	(void)state;
	for (size_t i = 0; i < count; i++) {
		assert_true(o[i].sentence[strlen(o[i].sentence) - 1] == '.' || strchr(o[i].sentence, ']'));
		if (o[i].kind == OPTION_IS_NUM || o[i].kind == OPTION_IS_SPAN)
			assert_true(o[i].preset >= o[i].least && o[i].preset <= o[i].most);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_file_means_all_defaults_on_loopback),
		cmocka_unit_test(values_are_taken_with_the_line_they_stand_in),
		cmocka_unit_test(mistakes_name_line_and_remedy),
		cmocka_unit_test(all_mistakes_are_told_at_once),
		cmocka_unit_test(simulated_numbers_need_every_trunk_simulated_on_loopback),
		cmocka_unit_test(a_demo_needs_loopback_and_simulated_trunks),
		cmocka_unit_test(the_full_sample_reads_back_as_the_defaults),
		cmocka_unit_test(a_secret_others_may_read_is_refused),
		cmocka_unit_test(a_reload_tells_what_needs_a_restart),
		cmocka_unit_test(every_default_lies_within_its_bounds_and_every_option_has_a_sentence),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
