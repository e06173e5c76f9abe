// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * The columns of a callback as every SELECT of callback.sql lists them. Used inside callback/ only.
 */
#include "domain/callback/callback.h"

extern const struct column CALLBACK_COLUMNS[];
extern const struct column ARRANGED_COLUMNS[];
