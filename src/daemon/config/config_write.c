// SPDX-License-Identifier: Apache-2.0
/* The option table printed as a file that the reader takes back. */
#include "daemon/config/config.h"

#include <stdio.h>
#include <string.h>

enum { VALUE_CHARS = 2400 };

static const char *const GROUP_WORDS[][2] = {
	{ "server", "This node and this business." },
	{ "store", "Where everything is kept." },
	{ "http", "The API, the event stream, and the local operator's socket." },
	{ "sip", "The telephone." },
	{ "media", "The sound of calls." },
	{ "speech", "What is said on the phone." },
	{ "numbers", "Whom we may call." },
	{ "log", "What is written down." },
	{ "rules", "The numbers of the business; every one may be changed while running (SIGHUP)." },
};

static void bounds(int fd, const struct option *o)
{
	if (o->kind == OPTION_IS_NUM || o->kind == OPTION_IS_SPAN)
		dprintf(fd, " (%s, %lld to %lld)", o->unit, (long long)o->least, (long long)o->most);
	else if (o->kind == OPTION_IS_WORD)
		dprintf(fd, " (%s)", o->words);
}

static void option_print(int fd, const struct option *o, const void *base, const char *indent,
                         bool set)
{
	char value[VALUE_CHARS];

	dprintf(fd, "%s# %s", indent, o->sentence);
	bounds(fd, o);
	dprintf(fd, "\n%s%s%s = %s;\n", indent, set ? "" : "# ", o->name,
	        config_value(o, base, value, sizeof(value)));
}

static void trunks_print(int fd)
{
	size_t count;
	const struct option *o = config_trunk_options(&count);
	struct config_trunk trunk;

	config_trunk_default(&trunk);
	dprintf(fd, "\n    # Ways to the telephone network; uncomment and fill in name and host.\n"
	            "    # trunks = ( {\n");
	for (size_t i = 0; i < count; i++)
		option_print(fd, &o[i], &trunk, "    #   ", true);
	dprintf(fd, "    # } );\n");
}

static void group_print(int fd, const char *group, const struct config *config, bool full)
{
	size_t count;
	const struct option *o = config_options(&count);

	dprintf(fd, "%s = {\n", group);
	for (size_t i = 0; i < count; i++)
		if (!strcmp(o[i].group, group))
			option_print(fd, &o[i], config, "    ", full);
	if (!strcmp(group, "sip"))
		trunks_print(fd);
	dprintf(fd, "};\n");
}

void config_sample(int fd, bool full)
{
	struct config config;

	config_default(&config);
	dprintf(
		fd,
		"# Configuration of ringback, in libconfig's syntax. Check it with: ringback config check\n"
		"# Everything is on loopback until you say otherwise. Secrets go into files (*_file), mode "
		"0600.\n");
	for (size_t i = 0; i < COUNT(GROUP_WORDS); i++) {
		dprintf(fd, "\n# %s\n", GROUP_WORDS[i][1]);
		group_print(fd, GROUP_WORDS[i][0], &config, full);
	}
}
