// SPDX-License-Identifier: Apache-2.0
/* The phones take their own flags, so the words go to them as they are. */
#include "daemon/cli/cli.h"
#include "phones/phones.h"

int cli_phones_raw(int argc, char **argv)
{
	must(argc >= 2);
	return phones_main(argc - 1, argv + 1);
}
