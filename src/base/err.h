// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * How a function says that the world failed, and how we stop when we ourselves are wrong.
 *
 * An `enum err` is about the outside: a disk, a socket, a peer. It must be looked at and is passed
 * up with TRY. A decision of the business ("balance too low") is a refusal (domain/refusal.h),
 * never an err. A broken promise of our own code is must(): it stops the process, also in release
 * builds.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ERRS(X) \
	X(OK, "ok") \
	X(ERR_NONE, "nothing there")     /* asked for one, there is none          */ \
	X(ERR_CONFLICT, "already there") /* a unique key or a stale version       */ \
	X(ERR_AGAIN, "try again")        /* serialisation, deadlock: rerun it all */ \
	X(ERR_FULL, "full")              /* a bounded thing has no room           */ \
	X(ERR_BUSY, "busy")              /* locked or in use                      */ \
	X(ERR_LIMIT, "limit reached")    /* input larger than a named limit       */ \
	X(ERR_MALFORMED, "malformed")    /* cannot be parsed                      */ \
	X(ERR_DENIED, "denied")          /* permission of the operating system    */ \
	X(ERR_TIMEOUT, "timed out") \
	X(ERR_IO, "input or output failed") \
	X(ERR_STORE, "the store failed") \
	X(ERR_UNAVAILABLE, "not available") /* peer or service is down               */ \
	X(ERR_UNCERTAIN, "outcome unknown") /* may have happened: ask, do not resend */ \
	X(ERR_CONFIG, "configuration is wrong") \
	X(ERR_UNSUPPORTED, "not supported")

#define ERR_ENUM(name, words) name,
enum err { ERRS(ERR_ENUM) ERR_COUNT };
#undef ERR_ENUM

/* Plain words for logs and the command line. Never NULL. */
const char *err_words(enum err err);

#define NODISCARD __attribute__((warn_unused_result))
#define PRINTF(f, a) __attribute__((format(printf, f, a)))
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Passes any failure up. Use in functions that return enum err. */
#define TRY(call) \
	do { \
		enum err try_err_ = (call); \
		if (try_err_ != OK) \
			return try_err_; \
	} while (0)

/* A promise of our own code. Broken: says where, and aborts; the supervisor restarts us. */
#define must(promise) ((promise) ? (void)0 : must_broken(#promise, __FILE__, __LINE__))
_Noreturn void must_broken(const char *promise, const char *file, int line);
