// SPDX-License-Identifier: Apache-2.0
/* One binary: the daemon, its command line, the demo, and the simulated phones. */
#include "daemon/cli/cli.h"

int main(int argc, char **argv)
{
	return cli_main(argc, argv);
}
