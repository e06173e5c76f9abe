// SPDX-License-Identifier: Apache-2.0
/* Patterns and who was called how often. */
#include "phones/habits.h"

#include "base/hash.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_RULES 4096
#define MOST_CARDS 65536
#define PATTERN_CHARS 32

struct rule {
	char pattern[PATTERN_CHARS];
	struct behaviour_list list;
};

/* How often a number was called since the reset. */
struct card {
	char number[PATTERN_CHARS];
	unsigned calls;
};

struct habits {
	struct rule **set, **script; /* the latest set is looked at first */
	size_t set_count, script_count;
	struct card *cards;
	size_t card_count;
	int speed;
};

struct habits *habits_open(void)
{
	struct habits *habits = calloc(1, sizeof *habits);

	must(habits != NULL);
	habits->set = calloc(MOST_RULES, sizeof(struct rule *));
	habits->script = calloc(MOST_RULES, sizeof(struct rule *));
	habits->cards = calloc(MOST_CARDS, sizeof *habits->cards);
	must(habits->set && habits->script && habits->cards);
	habits->speed = 1;
	return habits;
}

static void drop(struct rule **rules, size_t *count)
{
	for (size_t i = 0; i < *count; i++)
		free(rules[i]);
	*count = 0;
}

void habits_close(struct habits *habits)
{
	if (!habits)
		return;
	drop(habits->set, &habits->set_count);
	drop(habits->script, &habits->script_count);
	free(habits->set);
	free(habits->script);
	free(habits->cards);
	free(habits);
}

static struct rule *rule_new(const char *pattern, const struct behaviour_list *list)
{
	struct rule *rule = calloc(1, sizeof *rule);

	must(rule != NULL);
	if (text_into(text_of(pattern), rule->pattern, sizeof rule->pattern) != OK) {
		free(rule);
		return NULL;
	}
	rule->list = *list;
	return rule;
}

static struct card *card_of(struct habits *habits, const char *number)
{
	size_t at = (size_t)hash_bytes(number, strlen(number)) % MOST_CARDS;

	for (size_t i = 0; i < 64; i++, at = (at + 1) % MOST_CARDS) {
		struct card *card = &habits->cards[at];

		if (card->number[0] == 0 && habits->card_count < MOST_CARDS / 2) {
			text_fit(text_of(number), card->number, sizeof card->number);
			habits->card_count++;
		}
		if (strcmp(card->number, number) == 0)
			return card;
	}
	return NULL;
}

static bool matches(const char *pattern, const char *number)
{
	for (; *pattern; pattern++, number++) {
		if (*pattern == '*') {
			for (size_t i = strlen(number) + 1; i > 0; i--)
				if (matches(pattern + 1, number + i - 1))
					return true;
			return false;
		}
		if (*number == 0 || (*pattern != '?' && *pattern != *number))
			return false;
	}
	return *number == 0;
}

static void forget_calls(struct habits *habits, const char *pattern)
{
	for (size_t i = 0; i < MOST_CARDS; i++)
		if (habits->cards[i].calls && matches(pattern, habits->cards[i].number))
			habits->cards[i].calls = 0;
}

enum err habits_set(struct habits *habits, const char *pattern, const struct behaviour_list *list)
{
	struct rule *rule = rule_new(pattern, list);

	if (!rule)
		return ERR_LIMIT;
	for (size_t i = 0; i < habits->set_count; i++) {
		if (strcmp(habits->set[i]->pattern, pattern) != 0)
			continue;
		free(habits->set[i]);
		memmove(habits->set + i, habits->set + i + 1,
		        (habits->set_count - i - 1) * sizeof(struct rule *));
		habits->set_count--;
		break;
	}
	if (habits->set_count == MOST_RULES) {
		free(rule);
		return ERR_FULL;
	}
	habits->set[habits->set_count++] = rule;
	forget_calls(habits, pattern);
	return OK;
}

static enum err no_rule(char *why, const char *words)
{
	(void)snprintf(why, BEHAVIOUR_WHY_CHARS, "%s", words);
	return ERR_MALFORMED;
}

static enum err read_rule(struct habits *habits, const json_t *item, char *why)
{
	const char *pattern = json_string_value(json_object_get(item, "match"));
	const json_t *behaviour = json_object_get(item, "behaviour");
	struct behaviour_list list;

	if (!pattern || !behaviour || json_object_size(item) != 2)
		return no_rule(why, "\"numbers\" must be objects with match and behaviour");
	TRY(behaviour_read_value(behaviour, &list, why));
	struct rule *rule = rule_new(pattern, &list);

	if (!rule)
		return no_rule(why, "\"match\" must be at most 31 characters");
	habits->script[habits->script_count++] = rule;
	return OK;
}

enum err habits_read_script(struct habits *habits, const char *json, size_t length,
                            char why[BEHAVIOUR_WHY_CHARS])
{
	json_error_t error;
	json_t *all = json_loadb(json, length, JSON_REJECT_DUPLICATES, &error);
	const json_t *numbers = json_object_get(all, "numbers");
	enum err err = OK;

	if (!all) {
		(void)snprintf(why, BEHAVIOUR_WHY_CHARS, "line %d: %.120s", error.line, error.text);
		return ERR_MALFORMED;
	}
	if (!json_is_array(numbers) || json_array_size(numbers) > MOST_RULES)
		err = no_rule(why, "\"numbers\" must be a list of at most 4096 objects");
	drop(habits->script, &habits->script_count);
	for (size_t i = 0; err == OK && i < json_array_size(numbers); i++)
		err = read_rule(habits, json_array_get(numbers, i), why);
	json_decref(all);
	return err;
}

void habits_reset(struct habits *habits)
{
	drop(habits->set, &habits->set_count);
	memset(habits->cards, 0, MOST_CARDS * sizeof *habits->cards);
	habits->card_count = 0;
}

static const struct rule *rule_of(const struct habits *habits, const char *number)
{
	for (size_t i = habits->set_count; i > 0; i--)
		if (matches(habits->set[i - 1]->pattern, number))
			return habits->set[i - 1];
	for (size_t i = 0; i < habits->script_count; i++)
		if (matches(habits->script[i]->pattern, number))
			return habits->script[i];
	return NULL;
}

void habits_hasten(struct habits *habits, int times)
{
	must(times >= 1 && times <= BEHAVIOUR_SPEED_MOST);
	habits->speed = times;
}

int habits_speed(const struct habits *habits)
{
	return habits->speed;
}

struct behaviour habits_next(struct habits *habits, const char *number)
{
	const struct rule *rule = rule_of(habits, number);
	struct card *card = card_of(habits, number);
	unsigned before = card ? card->calls++ : 0;

	if (!rule)
		return behaviour_default();
	must(rule->list.count > 0);
	return behaviour_hastened(
		&rule->list.steps[before < rule->list.count ? before : rule->list.count - 1],
		habits->speed);
}
