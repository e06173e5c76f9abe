// SPDX-License-Identifier: Apache-2.0
/* Who takes part, made by the same API that everybody uses. */
#include "daemon/demo/demo.h"

#include <string.h>

enum { PATH_CHARS = 160, DANAS_PRICE = 240 };

void demo_people_init(struct demo *demo)
{
	static const struct demo_person PEOPLE[DEMO_PEOPLE] = {
		[DANA] = { .name = "Dana", .login = "dana", .number = "+14155550100", .hz = 1010 },
		[SAM] = { .name = "Sam", .login = "sam", .number = "+14155550111", .hz = 455 },
		[KIM] = { .name = "Kim", .login = "kim", .number = "+14155550122", .hz = 510 },
		[NOOR] = { .name = "Noor", .login = "noor", .number = "+14155550133", .hz = 565 },
		[LEE] = { .name = "Lee", .login = "lee", .number = "+14155550144", .hz = 620 },
		[RAVI] = { .name = "Ravi", .login = "ravi", .number = "+14155550105", .hz = 1055 },
		[MEI] = { .name = "Mei", .login = "mei", .number = "+14155550102", .hz = 1028 },
		[LUIS] = { .name = "Luis", .login = "luis", .number = "+14155550108", .hz = 1082 },
		[MIA] = { .name = "Mia", .login = "mia", .number = "+14155550155", .hz = 675 },
		[OTTO] = { .name = "Otto", .login = "otto", .number = "+14155550166", .hz = 730 },
	};

	memcpy(demo->people, PEOPLE, sizeof(PEOPLE));
}

enum demo_who demo_by_number(const struct demo *demo, const char *number)
{
	for (size_t i = 0; i < DEMO_PEOPLE; i++)
		if (!strcmp(demo->people[i].number, number))
			return (enum demo_who)i;
	return (enum demo_who)DEMO_PEOPLE;
}

json_t *demo_ask(struct demo *demo, const char *method, const char *path, json_t *body, long status)
{
	struct client_reply reply;
	enum err err = client_call(&demo->api, method, path, body, &reply);
	json_t *out = NULL;

	if (err != OK)
		demo_wrong(demo, "%s %s: %s", method, path, err_words(err));
	else if (reply.status != status)
		demo_wrong(demo, "%s %s: %ld %s %s", method, path, reply.status,
		           json_chars_of(reply.body, "title"), json_chars_of(reply.body, "detail"));
	else
		out = json_incref(reply.body ? reply.body : json_null());
	client_reply_done(&reply);
	return out;
}

static enum err keep(json_t *body, const char *key, char *out, size_t room)
{
	enum err err = body ? text_into(text_of(json_chars_of(body, key)), out, room) : ERR_UNAVAILABLE;

	json_decref(body);
	return err != OK || !out[0] ? ERR_UNAVAILABLE : OK;
}

static enum err create_person(struct demo *demo, enum demo_who who)
{
	struct demo_person *p = &demo->people[who];
	bool advisor = who == DANA || (who >= RAVI && who <= LUIS);
	char path[PATH_CHARS];
	json_t *body =
		demo_ask(demo, "POST", "/v1/accounts",
	             json_pack("{s:s,s:s,s:[s],s:s}", "login", p->login, "nickname", p->name, "roles",
	                       advisor ? "advisor" : "customer", "password", "a demo is a demo"),
	             201);

	if (!body)
		return ERR_UNAVAILABLE;
	text_fit(text_of(json_chars_of(body, "id")), p->account, sizeof(p->account));
	TRY(keep(body, advisor ? "advisor" : "customer", p->id, sizeof(p->id)));
	(void)snprintf(path, sizeof(path), "/v1/accounts/%s/numbers", p->account);
	body = demo_ask(demo, "POST", path, json_pack("{s:s}", "number", p->number), 201);
	if (!body)
		return ERR_UNAVAILABLE;
	json_decref(body);
	return advisor ? OK : demo_credit(demo, who);
}

enum err demo_credit(struct demo *demo, enum demo_who who)
{
	char path[PATH_CHARS];
	json_t *body;

	(void)snprintf(path, sizeof(path), "/v1/customers/%s/credits", demo->people[who].id);
	body = demo_ask(demo, "POST", path,
	                json_pack("{s:{s:i,s:s},s:s}", "amount", "amount", DEMO_CREDIT, "currency",
	                          "USD", "note", "welcome"),
	                201);
	json_decref(body);
	return body ? OK : ERR_UNAVAILABLE;
}

/* What an advisor offers. */
struct offer {
	enum demo_who who;
	const char *category, *title, *description, *extension;
	int price;
};

static enum err create_listing(struct demo *demo, const struct offer *offer, char category[32],
                               char out[32])
{
	TRY(keep(demo_ask(demo, "POST", "/v1/categories", json_pack("{s:s}", "title", offer->category),
	                  201),
	         "id", category, 32));
	return keep(demo_ask(demo, "POST", "/v1/listings",
	                     json_pack("{s:s,s:s,s:s,s:s,s:{s:i,s:s},s:s}", "advisor",
	                               demo->people[offer->who].id, "category", category, "title",
	                               offer->title, "description", offer->description, "price",
	                               "amount", offer->price, "currency", "USD", "extension",
	                               offer->extension),
	                     201),
	            "id", out, 32);
}

/* From here on the demo asks as this one. */
static enum err sign_in(struct demo *demo, const char *login)
{
	json_t *body = demo_ask(demo, "POST", "/v1/sign-in",
	                        json_pack("{s:s,s:s,s:b}", "login", login, "password",
	                                  "a demo is a demo", "token", 1),
	                        200);

	return keep(body, "token", demo->api.token, sizeof(demo->api.token));
}

static enum err be_olive(struct demo *demo)
{
	TRY(sign_in(demo, "olive"));
	return text_into(text_of(demo->api.token), demo->house.token, sizeof(demo->house.token));
}

/* Whoever opens Olive's page has somebody to say yes or no to. */
static enum err apply_as_otto(struct demo *demo, const char *category)
{
	json_t *body;

	TRY(sign_in(demo, demo->people[OTTO].login));
	body = demo_ask(
		demo, "POST", "/v1/applications",
		json_pack("{s:s,s:s,s:s,s:s,s:{s:i,s:s}}", "category", category, "title",
	              "Squeaking bicycles", "description",
	              "It squeaks, rubs or jumps: we find the part together, and what it may cost.",
	              "about", "Thirty years in a workshop by the harbour. Evenings only.", "price",
	              "amount", 120, "currency", "USD"),
		201);
	json_decref(body);
	return body ? text_into(text_of(demo->house.token), demo->api.token, sizeof(demo->api.token))
	            : ERR_UNAVAILABLE;
}

enum err demo_people_create(struct demo *demo)
{
	char category[32];

	TRY(be_olive(demo));
	demo_tell(demo, MARK_DO, "Olive, the operator, signs in and sets up the evening by API");
	static const struct offer BOILERS = {
		.who = DANA,
		.category = "House and home",
		.title = "Boiler faults",
		.description = "It shows F 28, it drips, it stays cold: we find out why while you "
					   "stand before it.",
		.extension = "412",
		.price = DANAS_PRICE,
	};

	for (size_t i = 0; i < DEMO_EVENING; i++)
		TRY(create_person(demo, (enum demo_who)i));
	TRY(create_listing(demo, &BOILERS, category, demo->listing));
	demo_tell(demo, MARK_DO,
	          "Dana offers \"Boiler faults\" at $2.40 a minute; four customers have $50.00 each");
	return OK;
}

/* Ravi has a line; Mei and Luis are free, so that a visitor can call at once. */
enum err demo_robots_create(struct demo *demo)
{
	static const struct offer OFFERS[] = {
		{ .who = RAVI,
		  .category = "Garden and trees",
		  .title = "Sick trees",
		  .description = "Brown leaves in June, mushrooms at the trunk: is it the tree or the "
		                 "neighbour?",
		  .extension = "413",
		  .price = 180 },
		{ .who = MEI,
		  .category = "Letters and contracts",
		  .title = "What this letter wants",
		  .description = "The office, the landlord or the bank has written. Read it to me, and we "
		                 "find out what you must do by when.",
		  .extension = "414",
		  .price = 310 },
		{ .who = LUIS,
		  .category = "Cars and bicycles",
		  .title = "Noises of old cars",
		  .description = "Hold the phone to the bonnet. It ticks, it whines, it knocks: can you "
		                 "still drive home?",
		  .extension = "415",
		  .price = 150 },
	};
	char category[32], ignored[32] = "";

	for (size_t i = RAVI; i < DEMO_PEOPLE; i++)
		TRY(create_person(demo, (enum demo_who)i));
	for (size_t i = 0; i < COUNT(OFFERS); i++)
		TRY(create_listing(demo, &OFFERS[i], category,
		                   OFFERS[i].who == RAVI ? demo->ravis_listing : ignored));
	return apply_as_otto(demo, category);
}

enum err demo_arrange(struct demo *demo, enum demo_who who, int wait_seconds)
{
	struct demo_person *p = &demo->people[who];
	json_t *body = demo_ask(demo, "POST", "/v1/callbacks",
	                        json_pack("{s:s,s:s,s:s,s:i,s:s}", "customer", p->id, "listing",
	                                  demo->listing, "number", p->number, "wait_seconds",
	                                  wait_seconds, "reason", "It says F 28"),
	                        201);
	int64_t position = json_number_of(body, "position");

	if (!body)
		return ERR_UNAVAILABLE;
	if (position != (int64_t)who)
		demo_wrong(demo, "%s should be number %d in line but is %lld", p->name, (int)who,
		           (long long)position);
	demo_tell(demo, MARK_DO, "%s arranges a call, waits up to %d s: number %lld in line", p->name,
	          wait_seconds, (long long)position);
	text_fit(text_of(json_chars_of(body, "state")), p->state, sizeof(p->state));
	return keep(body, "id", p->callback, sizeof(p->callback));
}

enum err demo_available(struct demo *demo, enum demo_who who)
{
	char path[PATH_CHARS];
	json_t *body;

	(void)snprintf(path, sizeof(path), "/v1/advisors/%s/availability", demo->people[who].id);
	body = demo_ask(demo, "PATCH", path, json_pack("{s:s}", "intent", "taking_calls"), 200);
	if (!body)
		return ERR_UNAVAILABLE;
	if (who == DANA)
		demo_tell(demo, MARK_DO, "Dana is taking calls");
	json_decref(body);
	return OK;
}
