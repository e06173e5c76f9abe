// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * Why the business declines: one table gives the HTTP status, the API's code and the sentence on
 * screen.
 *
 * A refusal is a value in an answer, decided before anything is written. GRANTED is 0.
 */
#include "base/err.h"

#define REFUSALS(X) \
	X(GRANTED, 200, "", "") \
	X(REFUSED_NOT_FOUND, 404, "not_found", "There is nothing here by that id that you may see.") \
	X(REFUSED_GONE, 410, "gone", "This was here and is not any more.") \
	X(REFUSED_NOT_ALLOWED, 403, "not_allowed", "Your role may not do this.") \
	X(REFUSED_NOT_SIGNED_IN, 401, "not_signed_in", "Sign in first.") \
	X(REFUSED_BAD_SIGN_IN, 401, "bad_sign_in", "The name or the password is wrong.") \
	X(REFUSED_FACTOR_NEEDED, 401, "second_factor_needed", \
	  "Type in the code of your authenticator too.") \
	X(REFUSED_FACTOR_WRONG, 401, "second_factor_wrong", "The code is wrong or was used already.") \
	X(REFUSED_FACTOR_MISSING, 403, "second_factor_missing", \
	  "Operators need a second factor here. Set it up first.") \
	X(REFUSED_FACTOR_ON, 409, "second_factor_on", "There is a second factor already.") \
	X(REFUSED_LOCKED, 429, "locked", "Too many wrong tries. Wait and try again.") \
	X(REFUSED_INVALID, 422, "validation_failed", "A field is not acceptable.") \
	X(REFUSED_TAKEN, 409, "already_taken", "That name is taken.") \
	X(REFUSED_ADVISES, 409, "already_advisor", "You are an advisor already.") \
	X(REFUSED_APPLIED, 409, "already_applied", \
	  "You applied already. Wait for the answer, or withdraw it first.") \
	X(REFUSED_DECIDED, 409, "application_over", \
	  "This application was decided or withdrawn meanwhile.") \
	X(REFUSED_LAST_OWNER, 409, "last_owner", "Nobody would be left who may do everything.") \
	X(REFUSED_STALE, 412, "stale", "It was changed meanwhile. Load it again.") \
	X(REFUSED_BALANCE, 402, "insufficient_balance", \
	  "The balance does not cover three minutes of this advisor.") \
	X(REFUSED_NUMBER, 422, "number_not_callable", "We cannot call this number.") \
	X(REFUSED_NUMBER_UNPROVED, 422, "number_not_proved", "Confirm this number first.") \
	X(REFUSED_PROVED, 409, "already_proved", "This number is confirmed already.") \
	X(REFUSED_CODE, 422, "code_wrong", "This code is wrong or was used already.") \
	X(REFUSED_CODE_OVER, 409, "code_over", \
	  "There is no code to type in any more. Ask for a new call.") \
	X(REFUSED_NO_CALLS, 503, "no_calls_now", "No calls are begun at the moment. Try again soon.") \
	X(REFUSED_TESTED, 409, "test_call_running", "A test call of this trunk is running already.") \
	X(REFUSED_OPTED_OUT, 422, "number_opted_out", \
	  "The owner of this number asked never to be called.") \
	X(REFUSED_WAIT, 422, "wait_not_allowed", "The waiting time is outside what this line allows.") \
	X(REFUSED_NOT_ACCEPTING, 409, "advisor_not_accepting", \
	  "This advisor takes no call backs at the moment.") \
	X(REFUSED_NOT_FREE, 409, "advisor_not_free", \
	  "This advisor is not free at the moment. Arrange a call instead.") \
	X(REFUSED_LINE_FULL, 409, "line_full", "This advisor's line is full.") \
	X(REFUSED_TOO_MANY, 409, "too_many_callbacks", \
	  "You already wait in as many lines as are allowed.") \
	X(REFUSED_OWN_LINE, 409, "own_line", "An advisor cannot wait in the own line.") \
	X(REFUSED_ENDED, 409, "already_ended", "This call back is over.") \
	X(REFUSED_CONNECTED, 409, "already_connected", \
	  "You are connected already; hang up to end the call.") \
	X(REFUSED_LISTING_CLOSED, 409, "listing_closed", "This listing is not open.") \
	X(REFUSED_LAST_IN_LINE, 422, "last_in_line", "Nobody waits behind you.") \
	X(REFUSED_LET_PASS_RESTS, 422, "let_pass_rests", \
	  "You let somebody go first a short while ago.") \
	X(REFUSED_IN_CALL, 409, "in_call", "That is not possible during a call.") \
	X(REFUSED_MENU_OVER, 409, "menu_over", "Your phone is not in that menu any more.") \
	X(REFUSED_NOT_TAKING, 409, "not_taking_calls", \
	  "You do not take calls. Choose Taking calls first.") \
	X(REFUSED_NOT_CONNECTED, 409, "not_connected", "Nobody is connected to you in this call.") \
	X(REFUSED_SUSPENDED, 403, "suspended", "This account is suspended.") \
	X(REFUSED_MONEY_CHECK, 503, "ledger_locked", \
	  "New paid calls are stopped: the ledger check failed.") \
	X(REFUSED_LIMIT, 429, "rate_limited", "Too many requests. Wait a moment.")

#define REFUSAL_ENUM(name, status, code, words) name,
enum refusal { REFUSALS(REFUSAL_ENUM) REFUSAL_COUNT };
#undef REFUSAL_ENUM

int refusal_status(enum refusal refusal);
const char *refusal_code(enum refusal refusal);
const char *refusal_words(enum refusal refusal);
