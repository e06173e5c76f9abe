// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * `ringback phones`: a separate process of simulated handsets behind one SIP trunk on loopback.
 *
 * It shares no call logic with the daemon, so what its handsets write is an independent witness.
 * Runs on the calling thread until SIGTERM, SIGINT or the control command quit; `argv` is as
 * main's, from the word "phones" on. Returns the exit status: 0 done, 1 the world failed, 2 wrong
 * usage; says on standard error why.
 */
int phones_main(int argc, char **argv);
