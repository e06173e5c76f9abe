// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * What a message means: the one place where work, news, wakes and alarms are handed to the domain's
 * verbs. Runs on a lane inside a transaction; decides nothing itself.
 */
#include "domain/alarm/alarm.h"
#include "engine/lane.h"

enum piece_kind { PIECE_WORK, PIECE_NEWS, PIECE_WAKE, PIECE_ALARM };

struct piece {
	enum piece_kind kind;
	struct work *work;
	const struct news *news;
	advisor_id advisor;
	const struct alarm *alarm;
};

struct lane;
void decide_prepare(struct lane *lane, struct tx *tx, struct desk *desk);
NODISCARD enum err decide(struct desk *desk, const struct piece *piece);
