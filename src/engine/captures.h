// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * What the telephone captured, on its way into the store: one piece of work for all that was handed
 * over at once. Any thread. A lane that is full or away loses it with a line in the log: a ladder
 * then shows stored times instead.
 */
#include "port/phone.h"
#include "port/work.h"

void captures_write(const struct work_port *port, struct capture *chain);
