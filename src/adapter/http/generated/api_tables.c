// SPDX-License-Identifier: Apache-2.0
/* Written by tools/api.py from api/openapi.yaml: change that, run it, commit both. */
#include "adapter/http/generated/api_tables.h"

// clang-format off
static const char *const WORDS_1[] = {
	"customer", "advisor", "operator", NULL,
};

static const struct form FORM_1 = {
	.types = FORM_STRING, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 0, .most = 200, .pattern = -1, .words = WORDS_1,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const char *const WORDS_2[] = {
	"active", "suspended", NULL,
};

static const struct form FORM_2 = {
	.types = FORM_STRING, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 0, .most = 200, .pattern = -1, .words = WORDS_2,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const struct form FORM_3 = {
	.types = FORM_STRING, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 1, .most = 120, .pattern = -1, .words = NULL,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const struct field FIELDS_1[] = {
	{ "role", &FORM_1, false },
	{ "state", &FORM_2, false },
	{ "login", &FORM_3, false },
};

static const struct form FORM_4 = {
	.types = FORM_STRING, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 1, .most = 60, .pattern = -1, .words = NULL,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const struct form FORM_5 = {
	.types = FORM_ARRAY, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 1, .most = 3, .pattern = -1, .words = NULL,
	.fields = NULL, .field_count = 0, .items = &FORM_1,
};

static const char *const WORDS_3[] = {
	"owner", "floor", "finance", "product", "engineer", NULL,
};

static const struct form FORM_6 = {
	.types = FORM_STRING, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 0, .most = 200, .pattern = -1, .words = WORDS_3,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const struct form FORM_7 = {
	.types = FORM_STRING, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 1, .most = 200, .pattern = -1, .words = NULL,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const struct form FORM_8 = {
	.types = FORM_STRING, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 2, .most = 7, .pattern = -1, .words = NULL,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const struct field FIELDS_2[] = {
	{ "login", &FORM_3, true },
	{ "nickname", &FORM_4, true },
	{ "roles", &FORM_5, true },
	{ "operator_part", &FORM_6, false },
	{ "password", &FORM_7, false },
	{ "timezone", &FORM_4, false },
	{ "language", &FORM_8, false },
};

static const struct form FORM_9 = {
	.types = FORM_OBJECT, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 0, .most = 0, .pattern = -1, .words = NULL,
	.fields = FIELDS_2, .field_count = 7, .items = NULL,
};

static const struct form FORM_10 = {
	.types = FORM_STRING, .format = FORMAT_ID, .id_kind = ID_OF_account,
	.least = 0, .most = 200, .pattern = 0, .words = NULL,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const struct field FIELDS_3[] = {
	{ "account", &FORM_10, true },
};

static const struct field FIELDS_4[] = {
	{ "nickname", &FORM_4, false },
	{ "roles", &FORM_5, false },
	{ "operator_part", &FORM_6, false },
	{ "password", &FORM_7, false },
	{ "current_password", &FORM_7, false },
	{ "timezone", &FORM_4, false },
	{ "language", &FORM_8, false },
};

static const struct form FORM_11 = {
	.types = FORM_OBJECT, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 1, .most = 0, .pattern = -1, .words = NULL,
	.fields = FIELDS_4, .field_count = 7, .items = NULL,
};

static const char *const WORDS_4[] = {
	"read", "write", "wall", NULL,
};

static const struct form FORM_12 = {
	.types = FORM_STRING, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 0, .most = 200, .pattern = -1, .words = WORDS_4,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const struct field FIELDS_5[] = {
	{ "name", &FORM_4, true },
	{ "scope", &FORM_12, false },
};

static const struct form FORM_13 = {
	.types = FORM_OBJECT, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 0, .most = 0, .pattern = -1, .words = NULL,
	.fields = FIELDS_5, .field_count = 2, .items = NULL,
};

static const struct form FORM_14 = {
	.types = FORM_STRING, .format = FORMAT_ID, .id_kind = ID_OF_key,
	.least = 0, .most = 200, .pattern = 1, .words = NULL,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const struct field FIELDS_6[] = {
	{ "account", &FORM_10, true },
	{ "key", &FORM_14, true },
};

static const struct form FORM_15 = {
	.types = FORM_STRING, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 2, .most = 60, .pattern = -1, .words = NULL,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const struct form FORM_16 = {
	.types = FORM_STRING, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 2, .most = 2, .pattern = 2, .words = NULL,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const struct form FORM_17 = {
	.types = FORM_STRING, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 0, .most = 40, .pattern = -1, .words = NULL,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const struct field FIELDS_7[] = {
	{ "number", &FORM_15, true },
	{ "country", &FORM_16, false },
	{ "label", &FORM_17, false },
};

static const struct form FORM_18 = {
	.types = FORM_OBJECT, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 0, .most = 0, .pattern = -1, .words = NULL,
	.fields = FIELDS_7, .field_count = 3, .items = NULL,
};

static const struct form FORM_19 = {
	.types = FORM_STRING, .format = FORMAT_ID, .id_kind = ID_OF_number,
	.least = 0, .most = 200, .pattern = 3, .words = NULL,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const struct form FORM_20 = {
	.types = FORM_ARRAY, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 1, .most = 10, .pattern = -1, .words = NULL,
	.fields = NULL, .field_count = 0, .items = &FORM_19,
};

static const struct field FIELDS_8[] = {
	{ "numbers", &FORM_20, true },
};

static const struct form FORM_21 = {
	.types = FORM_OBJECT, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 0, .most = 0, .pattern = -1, .words = NULL,
	.fields = FIELDS_8, .field_count = 1, .items = NULL,
};

static const struct field FIELDS_9[] = {
	{ "account", &FORM_10, true },
	{ "number", &FORM_19, true },
};

static const struct form FORM_22 = {
	.types = FORM_STRING, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 0, .most = 200, .pattern = -1, .words = NULL,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const struct field FIELDS_10[] = {
	{ "reason", &FORM_22, false },
};

static const struct form FORM_23 = {
	.types = FORM_OBJECT, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 0, .most = 0, .pattern = -1, .words = NULL,
	.fields = FIELDS_10, .field_count = 1, .items = NULL,
};

static const struct form FORM_24 = {
	.types = FORM_STRING, .format = FORMAT_ID, .id_kind = ID_OF_advisor,
	.least = 0, .most = 200, .pattern = 4, .words = NULL,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const struct field FIELDS_11[] = {
	{ "advisor", &FORM_24, true },
};

static const char *const WORDS_5[] = {
	"taking_calls", "arrange_only", "away", NULL,
};

static const struct form FORM_25 = {
	.types = FORM_STRING, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 0, .most = 200, .pattern = -1, .words = WORDS_5,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const char *const WORDS_6[] = {
	"arrange_only", "away", NULL,
};

static const struct form FORM_26 = {
	.types = FORM_STRING | FORM_NULL, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 0, .most = 200, .pattern = -1, .words = WORDS_6,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const struct form FORM_27 = {
	.types = FORM_INTEGER, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 1, .most = 86400, .pattern = -1, .words = NULL,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const struct form FORM_28 = {
	.types = FORM_BOOLEAN, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 0, .most = 0, .pattern = -1, .words = NULL,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const struct field FIELDS_12[] = {
	{ "intent", &FORM_25, false },
	{ "after_call", &FORM_26, false },
	{ "back_in_seconds", &FORM_27, false },
	{ "callbacks_on", &FORM_28, false },
	{ "appointments_on", &FORM_28, false },
};

static const struct form FORM_29 = {
	.types = FORM_OBJECT, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 1, .most = 0, .pattern = -1, .words = NULL,
	.fields = FIELDS_12, .field_count = 5, .items = NULL,
};

static const struct form FORM_30 = {
	.types = FORM_STRING, .format = FORMAT_ID, .id_kind = ID_OF_customer,
	.least = 0, .most = 200, .pattern = 5, .words = NULL,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const struct field FIELDS_13[] = {
	{ "customer", &FORM_30, false },
};

static const struct form FORM_31 = {
	.types = FORM_INTEGER, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 1, .most = 92, .pattern = -1, .words = NULL,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const struct field FIELDS_14[] = {
	{ "days", &FORM_31, false },
};

static const struct form FORM_32 = {
	.types = FORM_INTEGER | FORM_NULL, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 0, .most = 3600, .pattern = -1, .words = NULL,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const struct field FIELDS_15[] = {
	{ "wrap_up_seconds", &FORM_32, false },
};

static const struct form FORM_33 = {
	.types = FORM_OBJECT, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 1, .most = 0, .pattern = -1, .words = NULL,
	.fields = FIELDS_15, .field_count = 1, .items = NULL,
};

static const struct form FORM_34 = {
	.types = FORM_STRING, .format = FORMAT_SECRET, .id_kind = ID_OF_account,
	.least = 4, .most = 8, .pattern = -1, .words = NULL,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const struct field FIELDS_16[] = {
	{ "pin", &FORM_34, true },
};

static const struct form FORM_35 = {
	.types = FORM_OBJECT, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 0, .most = 0, .pattern = -1, .words = NULL,
	.fields = FIELDS_16, .field_count = 1, .items = NULL,
};

static const char *const WORDS_7[] = {
	"pending", "approved", "declined", "withdrawn", NULL,
};

static const struct form FORM_36 = {
	.types = FORM_STRING, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 0, .most = 200, .pattern = -1, .words = WORDS_7,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const struct field FIELDS_17[] = {
	{ "state", &FORM_36, false },
};

static const struct form FORM_37 = {
	.types = FORM_STRING, .format = FORMAT_ID, .id_kind = ID_OF_category,
	.least = 0, .most = 200, .pattern = 6, .words = NULL,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const struct form FORM_38 = {
	.types = FORM_STRING, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 1, .most = 100, .pattern = -1, .words = NULL,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const struct form FORM_39 = {
	.types = FORM_STRING, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 0, .most = 4000, .pattern = -1, .words = NULL,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const struct form FORM_40 = {
	.types = FORM_INTEGER, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = -9007199254740991, .most = 9007199254740991, .pattern = -1, .words = NULL,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const struct form FORM_41 = {
	.types = FORM_STRING, .format = FORMAT_CURRENCY, .id_kind = ID_OF_account,
	.least = 3, .most = 3, .pattern = 7, .words = NULL,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const struct field FIELDS_18[] = {
	{ "amount", &FORM_40, true },
	{ "currency", &FORM_41, true },
};

static const struct form FORM_42 = {
	.types = FORM_OBJECT, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 0, .most = 0, .pattern = -1, .words = NULL,
	.fields = FIELDS_18, .field_count = 2, .items = NULL,
};

static const struct field FIELDS_19[] = {
	{ "nickname", &FORM_4, false },
	{ "category", &FORM_37, true },
	{ "title", &FORM_38, true },
	{ "description", &FORM_39, false },
	{ "price", &FORM_42, true },
	{ "about", &FORM_39, false },
};

static const struct form FORM_43 = {
	.types = FORM_OBJECT, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 0, .most = 0, .pattern = -1, .words = NULL,
	.fields = FIELDS_19, .field_count = 6, .items = NULL,
};

static const struct form FORM_44 = {
	.types = FORM_STRING, .format = FORMAT_ID, .id_kind = ID_OF_application,
	.least = 0, .most = 200, .pattern = 8, .words = NULL,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const struct field FIELDS_20[] = {
	{ "application", &FORM_44, true },
};

static const struct form FORM_45 = {
	.types = FORM_STRING, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 3, .most = 6, .pattern = 9, .words = NULL,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const struct field FIELDS_21[] = {
	{ "nickname", &FORM_4, false },
	{ "category", &FORM_37, false },
	{ "title", &FORM_38, false },
	{ "description", &FORM_39, false },
	{ "price", &FORM_42, false },
	{ "extension", &FORM_45, false },
};

static const struct form FORM_46 = {
	.types = FORM_OBJECT, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 0, .most = 0, .pattern = -1, .words = NULL,
	.fields = FIELDS_21, .field_count = 6, .items = NULL,
};

static const struct form FORM_47 = {
	.types = FORM_STRING, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 1, .most = 1000, .pattern = -1, .words = NULL,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const struct field FIELDS_22[] = {
	{ "reason", &FORM_47, true },
};

static const struct form FORM_48 = {
	.types = FORM_OBJECT, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 0, .most = 0, .pattern = -1, .words = NULL,
	.fields = FIELDS_22, .field_count = 1, .items = NULL,
};

static const struct form FORM_49 = {
	.types = FORM_STRING, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 1, .most = 60, .pattern = 10, .words = NULL,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const struct form FORM_50 = {
	.types = FORM_STRING, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 1, .most = 60, .pattern = 11, .words = NULL,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const struct form FORM_51 = {
	.types = FORM_STRING, .format = FORMAT_DATE_TIME, .id_kind = ID_OF_account,
	.least = 0, .most = 40, .pattern = -1, .words = NULL,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const struct field FIELDS_23[] = {
	{ "account", &FORM_10, false },
	{ "action", &FORM_49, false },
	{ "subject", &FORM_50, false },
	{ "who", &FORM_4, false },
	{ "since", &FORM_51, false },
	{ "until", &FORM_51, false },
};

static const char *const WORDS_8[] = {
	"waiting", "offering", "ringing", "connected", "completed", "expired", "cancelled",
	"unreachable", "no_funds", "withdrawn", NULL,
};

static const struct form FORM_52 = {
	.types = FORM_STRING, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 0, .most = 200, .pattern = -1, .words = WORDS_8,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const struct field FIELDS_24[] = {
	{ "state", &FORM_52, false },
	{ "live", &FORM_28, false },
	{ "advisor", &FORM_24, false },
	{ "customer", &FORM_30, false },
};

static const struct form FORM_53 = {
	.types = FORM_STRING, .format = FORMAT_ID, .id_kind = ID_OF_listing,
	.least = 0, .most = 200, .pattern = 12, .words = NULL,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const struct form FORM_54 = {
	.types = FORM_INTEGER, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 1, .most = 604800, .pattern = -1, .words = NULL,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const struct form FORM_55 = {
	.types = FORM_STRING, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 0, .most = 1000, .pattern = -1, .words = NULL,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const struct field FIELDS_25[] = {
	{ "listing", &FORM_53, true },
	{ "number", &FORM_15, true },
	{ "wait_seconds", &FORM_54, false },
	{ "expires_at", &FORM_51, false },
	{ "reason", &FORM_55, false },
	{ "customer", &FORM_30, false },
};

static const struct form FORM_56 = {
	.types = FORM_OBJECT, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 0, .most = 0, .pattern = -1, .words = NULL,
	.fields = FIELDS_25, .field_count = 6, .items = NULL,
};

static const struct form FORM_57 = {
	.types = FORM_STRING, .format = FORMAT_ID, .id_kind = ID_OF_callback,
	.least = 0, .most = 200, .pattern = 13, .words = NULL,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const struct field FIELDS_26[] = {
	{ "callback", &FORM_57, true },
};

static const struct field FIELDS_27[] = {
	{ "number", &FORM_15, false },
	{ "expires_at", &FORM_51, false },
};

static const struct form FORM_58 = {
	.types = FORM_OBJECT, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 1, .most = 0, .pattern = -1, .words = NULL,
	.fields = FIELDS_27, .field_count = 2, .items = NULL,
};

static const struct field FIELDS_28[] = {
	{ "seconds", &FORM_54, true },
};

static const struct form FORM_59 = {
	.types = FORM_OBJECT, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 0, .most = 0, .pattern = -1, .words = NULL,
	.fields = FIELDS_28, .field_count = 1, .items = NULL,
};

static const struct field FIELDS_29[] = {
	{ "live", &FORM_28, false },
	{ "advisor", &FORM_24, false },
	{ "customer", &FORM_30, false },
};

static const struct form FORM_60 = {
	.types = FORM_STRING, .format = FORMAT_ID, .id_kind = ID_OF_call,
	.least = 0, .most = 200, .pattern = 14, .words = NULL,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const struct field FIELDS_30[] = {
	{ "call", &FORM_60, true },
};

static const char *const WORDS_9[] = {
	"menu", "availability", NULL,
};

static const struct form FORM_61 = {
	.types = FORM_STRING, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 0, .most = 200, .pattern = -1, .words = WORDS_9,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const char *const WORDS_10[] = {
	"1", "2", "3", "4", "9", NULL,
};

static const struct form FORM_62 = {
	.types = FORM_STRING, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 0, .most = 200, .pattern = -1, .words = WORDS_10,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const struct field FIELDS_31[] = {
	{ "menu", &FORM_61, true },
	{ "key", &FORM_62, true },
};

static const struct form FORM_63 = {
	.types = FORM_OBJECT, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 0, .most = 0, .pattern = -1, .words = NULL,
	.fields = FIELDS_31, .field_count = 2, .items = NULL,
};

static const struct field FIELDS_32[] = {
	{ "listing", &FORM_53, true },
	{ "number", &FORM_15, true },
	{ "wait_seconds", &FORM_54, false },
	{ "reason", &FORM_55, false },
};

static const struct form FORM_64 = {
	.types = FORM_OBJECT, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 0, .most = 0, .pattern = -1, .words = NULL,
	.fields = FIELDS_32, .field_count = 4, .items = NULL,
};

static const struct form FORM_65 = {
	.types = FORM_STRING, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 1, .most = 40, .pattern = 15, .words = NULL,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const struct form FORM_66 = {
	.types = FORM_INTEGER, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 0, .most = 100000, .pattern = -1, .words = NULL,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const struct field FIELDS_33[] = {
	{ "title", &FORM_38, true },
	{ "slug", &FORM_65, false },
	{ "description", &FORM_39, false },
	{ "position", &FORM_66, false },
};

static const struct form FORM_67 = {
	.types = FORM_OBJECT, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 0, .most = 0, .pattern = -1, .words = NULL,
	.fields = FIELDS_33, .field_count = 4, .items = NULL,
};

static const struct field FIELDS_34[] = {
	{ "category", &FORM_37, true },
};

static const char *const WORDS_11[] = {
	"open", "closed", NULL,
};

static const struct form FORM_68 = {
	.types = FORM_STRING, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 0, .most = 200, .pattern = -1, .words = WORDS_11,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const struct field FIELDS_35[] = {
	{ "title", &FORM_38, false },
	{ "slug", &FORM_65, false },
	{ "description", &FORM_39, false },
	{ "position", &FORM_66, false },
	{ "state", &FORM_68, false },
};

static const struct form FORM_69 = {
	.types = FORM_OBJECT, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 1, .most = 0, .pattern = -1, .words = NULL,
	.fields = FIELDS_35, .field_count = 5, .items = NULL,
};

static const struct field FIELDS_36[] = {
	{ "customer", &FORM_30, true },
};

static const struct field FIELDS_37[] = {
	{ "amount", &FORM_42, true },
	{ "note", &FORM_22, false },
};

static const struct form FORM_70 = {
	.types = FORM_OBJECT, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 0, .most = 0, .pattern = -1, .words = NULL,
	.fields = FIELDS_37, .field_count = 2, .items = NULL,
};

static const struct form FORM_71 = {
	.types = FORM_STRING, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 0, .most = 60, .pattern = 16, .words = NULL,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const struct field FIELDS_38[] = {
	{ "kind", &FORM_71, false },
};

static const struct form FORM_72 = {
	.types = FORM_STRING, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 20, .most = 120, .pattern = 17, .words = NULL,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const struct field FIELDS_39[] = {
	{ "token", &FORM_72, true },
};

static const struct field FIELDS_40[] = {
	{ "advisor", &FORM_24, false },
	{ "category", &FORM_37, false },
	{ "extension", &FORM_45, false },
	{ "all", &FORM_28, false },
};

static const struct field FIELDS_41[] = {
	{ "advisor", &FORM_24, false },
	{ "category", &FORM_37, true },
	{ "title", &FORM_38, true },
	{ "description", &FORM_39, false },
	{ "price", &FORM_42, true },
	{ "extension", &FORM_45, false },
};

static const struct form FORM_73 = {
	.types = FORM_OBJECT, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 0, .most = 0, .pattern = -1, .words = NULL,
	.fields = FIELDS_41, .field_count = 6, .items = NULL,
};

static const struct field FIELDS_42[] = {
	{ "listing", &FORM_53, true },
};

static const struct field FIELDS_43[] = {
	{ "category", &FORM_37, false },
	{ "title", &FORM_38, false },
	{ "description", &FORM_39, false },
	{ "price", &FORM_42, false },
	{ "extension", &FORM_45, false },
};

static const struct form FORM_74 = {
	.types = FORM_OBJECT, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 1, .most = 0, .pattern = -1, .words = NULL,
	.fields = FIELDS_43, .field_count = 5, .items = NULL,
};

static const struct form FORM_75 = {
	.types = FORM_STRING, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 0, .most = 120, .pattern = -1, .words = NULL,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const struct form FORM_76 = {
	.types = FORM_STRING, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 1, .most = 4000, .pattern = -1, .words = NULL,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const struct field FIELDS_44[] = {
	{ "to_advisor", &FORM_24, false },
	{ "to_customer", &FORM_30, false },
	{ "subject", &FORM_75, false },
	{ "body", &FORM_76, true },
};

static const struct form FORM_77 = {
	.types = FORM_OBJECT, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 0, .most = 0, .pattern = -1, .words = NULL,
	.fields = FIELDS_44, .field_count = 4, .items = NULL,
};

static const struct form FORM_78 = {
	.types = FORM_STRING, .format = FORMAT_ID, .id_kind = ID_OF_thread,
	.least = 0, .most = 200, .pattern = 18, .words = NULL,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const struct field FIELDS_45[] = {
	{ "thread", &FORM_78, true },
};

static const struct field FIELDS_46[] = {
	{ "body", &FORM_76, true },
};

static const struct form FORM_79 = {
	.types = FORM_OBJECT, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 0, .most = 0, .pattern = -1, .words = NULL,
	.fields = FIELDS_46, .field_count = 1, .items = NULL,
};

static const struct form FORM_80 = {
	.types = FORM_STRING, .format = FORMAT_ID, .id_kind = ID_OF_mail,
	.least = 0, .most = 200, .pattern = 19, .words = NULL,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const struct field FIELDS_47[] = {
	{ "up_to", &FORM_80, false },
};

static const struct form FORM_81 = {
	.types = FORM_OBJECT, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 0, .most = 0, .pattern = -1, .words = NULL,
	.fields = FIELDS_47, .field_count = 1, .items = NULL,
};

static const struct form FORM_82 = {
	.types = FORM_STRING, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 2, .most = 2, .pattern = 20, .words = NULL,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const struct field FIELDS_48[] = {
	{ "input", &FORM_4, true },
	{ "country", &FORM_82, false },
};

static const struct field FIELDS_49[] = {
	{ "number", &FORM_19, true },
};

static const struct form FORM_83 = {
	.types = FORM_STRING, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 6, .most = 6, .pattern = 21, .words = NULL,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const struct field FIELDS_50[] = {
	{ "code", &FORM_83, true },
};

static const struct form FORM_84 = {
	.types = FORM_OBJECT, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 0, .most = 0, .pattern = -1, .words = NULL,
	.fields = FIELDS_50, .field_count = 1, .items = NULL,
};

static const struct field FIELDS_51[] = {
	{ "number", &FORM_15, true },
	{ "country", &FORM_16, false },
};

static const struct form FORM_85 = {
	.types = FORM_OBJECT, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 0, .most = 0, .pattern = -1, .words = NULL,
	.fields = FIELDS_51, .field_count = 2, .items = NULL,
};

static const struct form FORM_86 = {
	.types = FORM_OBJECT, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 0, .most = 0, .pattern = -1, .words = NULL,
	.fields = FIELDS_42, .field_count = 1, .items = NULL,
};

static const struct field FIELDS_52[] = {
	{ "current_password", &FORM_7, true },
};

static const struct form FORM_87 = {
	.types = FORM_OBJECT, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 0, .most = 0, .pattern = -1, .words = NULL,
	.fields = FIELDS_52, .field_count = 1, .items = NULL,
};

static const struct field FIELDS_53[] = {
	{ "current_password", &FORM_7, true },
	{ "code", &FORM_17, false },
};

static const struct form FORM_88 = {
	.types = FORM_OBJECT, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 0, .most = 0, .pattern = -1, .words = NULL,
	.fields = FIELDS_53, .field_count = 2, .items = NULL,
};

static const struct form FORM_89 = {
	.types = FORM_STRING, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 1, .most = 60, .pattern = 22, .words = NULL,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const struct form FORM_90 = {
	.types = FORM_STRING | FORM_NULL, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 0, .most = 63, .pattern = -1, .words = NULL,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const struct field FIELDS_54[] = {
	{ "name", &FORM_89, true },
	{ "value", &FORM_90, true },
};

static const struct form FORM_91 = {
	.types = FORM_OBJECT, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 0, .most = 0, .pattern = -1, .words = NULL,
	.fields = FIELDS_54, .field_count = 2, .items = NULL,
};

static const struct form FORM_92 = {
	.types = FORM_ARRAY, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 1, .most = 100, .pattern = -1, .words = NULL,
	.fields = NULL, .field_count = 0, .items = &FORM_91,
};

static const struct field FIELDS_55[] = {
	{ "changes", &FORM_92, true },
};

static const struct form FORM_93 = {
	.types = FORM_OBJECT, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 0, .most = 0, .pattern = -1, .words = NULL,
	.fields = FIELDS_55, .field_count = 1, .items = NULL,
};

static const struct field FIELDS_56[] = {
	{ "setup_token", &FORM_38, true },
	{ "login", &FORM_3, true },
	{ "nickname", &FORM_4, true },
	{ "password", &FORM_7, true },
	{ "token", &FORM_28, false },
};

static const struct form FORM_94 = {
	.types = FORM_OBJECT, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 0, .most = 0, .pattern = -1, .words = NULL,
	.fields = FIELDS_56, .field_count = 5, .items = NULL,
};

static const struct field FIELDS_57[] = {
	{ "login", &FORM_3, true },
	{ "password", &FORM_7, true },
	{ "code", &FORM_17, false },
	{ "token", &FORM_28, false },
};

static const struct form FORM_95 = {
	.types = FORM_OBJECT, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 0, .most = 0, .pattern = -1, .words = NULL,
	.fields = FIELDS_57, .field_count = 4, .items = NULL,
};

static const struct field FIELDS_58[] = {
	{ "login", &FORM_3, true },
	{ "nickname", &FORM_4, true },
	{ "password", &FORM_7, true },
	{ "timezone", &FORM_4, false },
	{ "language", &FORM_8, false },
};

static const struct form FORM_96 = {
	.types = FORM_OBJECT, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 0, .most = 0, .pattern = -1, .words = NULL,
	.fields = FIELDS_58, .field_count = 5, .items = NULL,
};

static const char *const WORDS_12[] = {
	"wallet", "earned", "house", NULL,
};

static const struct form FORM_97 = {
	.types = FORM_STRING, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 0, .most = 200, .pattern = -1, .words = WORDS_12,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const struct field FIELDS_59[] = {
	{ "book", &FORM_97, false },
	{ "customer", &FORM_30, false },
	{ "advisor", &FORM_24, false },
};

static const struct form FORM_98 = {
	.types = FORM_STRING, .format = FORMAT_ANY, .id_kind = ID_OF_account,
	.least = 1, .most = 39, .pattern = -1, .words = NULL,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const struct field FIELDS_60[] = {
	{ "trunk", &FORM_98, true },
};

static const struct form FORM_99 = {
	.types = FORM_STRING, .format = FORMAT_ID, .id_kind = ID_OF_test_call,
	.least = 0, .most = 200, .pattern = 23, .words = NULL,
	.fields = NULL, .field_count = 0, .items = NULL,
};

static const struct field FIELDS_61[] = {
	{ "trunk", &FORM_98, true },
	{ "test_call", &FORM_99, true },
};

static const struct field FIELDS_62[] = {
	{ "category", &FORM_37, false },
};

const char *const API_PATTERNS[] = {
	"^acc_[0-9a-hjkmnp-tv-z]{13}$", "^key_[0-9a-hjkmnp-tv-z]{13}$", "^[A-Z]{2}$",
	"^num_[0-9a-hjkmnp-tv-z]{13}$", "^adv_[0-9a-hjkmnp-tv-z]{13}$",
	"^cus_[0-9a-hjkmnp-tv-z]{13}$", "^cat_[0-9a-hjkmnp-tv-z]{13}$", "^[A-Z]{3}$",
	"^app_[0-9a-hjkmnp-tv-z]{13}$", "^[1-9][0-9]{2,5}$", "^[a-z_.]+$", "^[a-z0-9_]+$",
	"^lst_[0-9a-hjkmnp-tv-z]{13}$", "^cbk_[0-9a-hjkmnp-tv-z]{13}$",
	"^cal_[0-9a-hjkmnp-tv-z]{13}$", "^[a-z0-9]+(-[a-z0-9]+)*$", "^[a-z_]+\\.[a-z_]+$",
	"^rb_link_[0-9a-z_]+$", "^thr_[0-9a-hjkmnp-tv-z]{13}$", "^mai_[0-9a-hjkmnp-tv-z]{13}$",
	"^[A-Za-z]{2}$", "^[0-9]{6}$", "^[a-z_]+$", "^tst_[0-9a-hjkmnp-tv-z]{13}$", NULL,
};

const struct route API_ROUTES[] = {
	{
		.method = "GET",
		.path = "/v1/accounts",
		.operation = "account_list",
		.handler = api_account_list,
		.roles = ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FLOOR) | PART_BIT(PART_FINANCE),
		.is_list = true,
		.idempotency = IDEMPOTENCY_OFF,
		.query_params = FIELDS_1,
		.query_count = 3,
	},
	{
		.method = "POST",
		.path = "/v1/accounts",
		.operation = "account_create",
		.handler = api_account_create,
		.roles = ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FLOOR),
		.writes = true,
		.idempotency = IDEMPOTENCY_ACCEPTED,
		.body = &FORM_9,
		.body_required = true,
		.password_hash = "password",
	},
	{
		.method = "GET",
		.path = "/v1/accounts/{account}",
		.operation = "account_get",
		.handler = api_account_get,
		.roles = ROLE_CUSTOMER | ROLE_ADVISOR | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FLOOR) | PART_BIT(PART_FINANCE) | PART_OWN,
		.idempotency = IDEMPOTENCY_OFF,
		.path_params = FIELDS_3,
		.path_count = 1,
	},
	{
		.method = "PATCH",
		.path = "/v1/accounts/{account}",
		.operation = "account_change",
		.handler = api_account_change,
		.roles = ROLE_CUSTOMER | ROLE_ADVISOR | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FLOOR) | PART_OWN,
		.writes = true,
		.idempotency = IDEMPOTENCY_ACCEPTED,
		.path_params = FIELDS_3,
		.path_count = 1,
		.body = &FORM_11,
		.body_required = true,
		.password_verify = "current_password",
		.password_hash = "password",
	},
	{
		.method = "GET",
		.path = "/v1/accounts/{account}/keys",
		.operation = "account_key_list",
		.handler = api_account_key_list,
		.roles = ROLE_CUSTOMER | ROLE_ADVISOR | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_OWN,
		.idempotency = IDEMPOTENCY_OFF,
		.path_params = FIELDS_3,
		.path_count = 1,
	},
	{
		.method = "POST",
		.path = "/v1/accounts/{account}/keys",
		.operation = "account_key_create",
		.handler = api_account_key_create,
		.roles = ROLE_CUSTOMER | ROLE_ADVISOR | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_OWN,
		.writes = true,
		.idempotency = IDEMPOTENCY_OFF,
		.path_params = FIELDS_3,
		.path_count = 1,
		.body = &FORM_13,
		.body_required = true,
	},
	{
		.method = "DELETE",
		.path = "/v1/accounts/{account}/keys/{key}",
		.operation = "account_key_revoke",
		.handler = api_account_key_revoke,
		.roles = ROLE_CUSTOMER | ROLE_ADVISOR | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_OWN,
		.writes = true,
		.idempotency = IDEMPOTENCY_ACCEPTED,
		.path_params = FIELDS_6,
		.path_count = 2,
	},
	{
		.method = "GET",
		.path = "/v1/accounts/{account}/numbers",
		.operation = "number_list",
		.handler = api_number_list,
		.roles = ROLE_CUSTOMER | ROLE_ADVISOR | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FLOOR) | PART_OWN,
		.idempotency = IDEMPOTENCY_OFF,
		.path_params = FIELDS_3,
		.path_count = 1,
	},
	{
		.method = "POST",
		.path = "/v1/accounts/{account}/numbers",
		.operation = "number_add",
		.handler = api_number_add,
		.roles = ROLE_CUSTOMER | ROLE_ADVISOR | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FLOOR) | PART_OWN,
		.writes = true,
		.idempotency = IDEMPOTENCY_ACCEPTED,
		.path_params = FIELDS_3,
		.path_count = 1,
		.body = &FORM_18,
		.body_required = true,
	},
	{
		.method = "PUT",
		.path = "/v1/accounts/{account}/numbers/order",
		.operation = "number_reorder",
		.handler = api_number_reorder,
		.roles = ROLE_CUSTOMER | ROLE_ADVISOR | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FLOOR) | PART_OWN,
		.writes = true,
		.idempotency = IDEMPOTENCY_ACCEPTED,
		.path_params = FIELDS_3,
		.path_count = 1,
		.body = &FORM_21,
		.body_required = true,
	},
	{
		.method = "DELETE",
		.path = "/v1/accounts/{account}/numbers/{number}",
		.operation = "number_remove",
		.handler = api_number_remove,
		.roles = ROLE_CUSTOMER | ROLE_ADVISOR | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FLOOR) | PART_OWN,
		.writes = true,
		.idempotency = IDEMPOTENCY_ACCEPTED,
		.path_params = FIELDS_9,
		.path_count = 2,
	},
	{
		.method = "POST",
		.path = "/v1/accounts/{account}/numbers/{number}/reveal",
		.operation = "number_reveal",
		.handler = api_number_reveal,
		.roles = ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FLOOR),
		.writes = true,
		.idempotency = IDEMPOTENCY_OFF,
		.path_params = FIELDS_9,
		.path_count = 2,
	},
	{
		.method = "POST",
		.path = "/v1/accounts/{account}/restore",
		.operation = "account_restore",
		.handler = api_account_restore,
		.roles = ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FLOOR),
		.writes = true,
		.idempotency = IDEMPOTENCY_ACCEPTED,
		.path_params = FIELDS_3,
		.path_count = 1,
		.body = &FORM_23,
	},
	{
		.method = "POST",
		.path = "/v1/accounts/{account}/second-factor/reset",
		.operation = "factor_reset",
		.handler = api_factor_reset,
		.roles = ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER),
		.writes = true,
		.idempotency = IDEMPOTENCY_ACCEPTED,
		.path_params = FIELDS_3,
		.path_count = 1,
	},
	{
		.method = "POST",
		.path = "/v1/accounts/{account}/suspend",
		.operation = "account_suspend",
		.handler = api_account_suspend,
		.roles = ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FLOOR),
		.writes = true,
		.idempotency = IDEMPOTENCY_ACCEPTED,
		.path_params = FIELDS_3,
		.path_count = 1,
		.body = &FORM_23,
	},
	{
		.method = "GET",
		.path = "/v1/advisors",
		.operation = "advisor_list",
		.handler = api_advisor_list,
		.roles = ROLE_PUBLIC | ROLE_CUSTOMER | ROLE_ADVISOR | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FLOOR) | PART_BIT(PART_PRODUCT),
		.is_list = true,
		.idempotency = IDEMPOTENCY_OFF,
	},
	{
		.method = "GET",
		.path = "/v1/advisors/{advisor}",
		.operation = "advisor_get",
		.handler = api_advisor_get,
		.roles = ROLE_PUBLIC | ROLE_CUSTOMER | ROLE_ADVISOR | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FLOOR) | PART_BIT(PART_PRODUCT),
		.idempotency = IDEMPOTENCY_OFF,
		.path_params = FIELDS_11,
		.path_count = 1,
	},
	{
		.method = "GET",
		.path = "/v1/advisors/{advisor}/arranged-calls",
		.operation = "arranged_call_list",
		.handler = api_arranged_call_list,
		.roles = ROLE_ADVISOR | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FLOOR),
		.is_list = true,
		.idempotency = IDEMPOTENCY_OFF,
		.path_params = FIELDS_11,
		.path_count = 1,
	},
	{
		.method = "GET",
		.path = "/v1/advisors/{advisor}/availability",
		.operation = "availability_get",
		.handler = api_availability_get,
		.roles = ROLE_ADVISOR | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FLOOR),
		.idempotency = IDEMPOTENCY_OFF,
		.path_params = FIELDS_11,
		.path_count = 1,
	},
	{
		.method = "PATCH",
		.path = "/v1/advisors/{advisor}/availability",
		.operation = "availability_change",
		.handler = api_availability_change,
		.roles = ROLE_ADVISOR | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FLOOR),
		.writes = true,
		.idempotency = IDEMPOTENCY_ACCEPTED,
		.path_params = FIELDS_11,
		.path_count = 1,
		.body = &FORM_29,
		.body_required = true,
	},
	{
		.method = "GET",
		.path = "/v1/advisors/{advisor}/customers",
		.operation = "advisor_customers",
		.handler = api_advisor_customers,
		.roles = ROLE_ADVISOR | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FLOOR),
		.is_list = true,
		.idempotency = IDEMPOTENCY_OFF,
		.path_params = FIELDS_11,
		.path_count = 1,
		.query_params = FIELDS_13,
		.query_count = 1,
	},
	{
		.method = "GET",
		.path = "/v1/advisors/{advisor}/earnings",
		.operation = "advisor_earnings",
		.handler = api_advisor_earnings,
		.roles = ROLE_ADVISOR | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FINANCE),
		.idempotency = IDEMPOTENCY_OFF,
		.path_params = FIELDS_11,
		.path_count = 1,
		.query_params = FIELDS_14,
		.query_count = 1,
	},
	{
		.method = "POST",
		.path = "/v1/advisors/{advisor}/next",
		.operation = "advisor_next",
		.handler = api_advisor_next,
		.roles = ROLE_ADVISOR,
		.writes = true,
		.idempotency = IDEMPOTENCY_ACCEPTED,
		.path_params = FIELDS_11,
		.path_count = 1,
	},
	{
		.method = "GET",
		.path = "/v1/advisors/{advisor}/options",
		.operation = "advisor_options",
		.handler = api_advisor_options,
		.roles = ROLE_ADVISOR | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FLOOR),
		.idempotency = IDEMPOTENCY_OFF,
		.path_params = FIELDS_11,
		.path_count = 1,
	},
	{
		.method = "PATCH",
		.path = "/v1/advisors/{advisor}/options",
		.operation = "advisor_options_change",
		.handler = api_advisor_options_change,
		.roles = ROLE_ADVISOR | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FLOOR),
		.writes = true,
		.idempotency = IDEMPOTENCY_ACCEPTED,
		.path_params = FIELDS_11,
		.path_count = 1,
		.body = &FORM_33,
		.body_required = true,
	},
	{
		.method = "PUT",
		.path = "/v1/advisors/{advisor}/pin",
		.operation = "advisor_pin_set",
		.handler = api_advisor_pin_set,
		.roles = ROLE_ADVISOR,
		.writes = true,
		.idempotency = IDEMPOTENCY_ACCEPTED,
		.path_params = FIELDS_11,
		.path_count = 1,
		.body = &FORM_35,
		.body_required = true,
		.password_hash = "pin",
		.calls_a_minute = 20,
	},
	{
		.method = "DELETE",
		.path = "/v1/advisors/{advisor}/pin",
		.operation = "advisor_pin_remove",
		.handler = api_advisor_pin_remove,
		.roles = ROLE_ADVISOR | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FLOOR),
		.writes = true,
		.idempotency = IDEMPOTENCY_ACCEPTED,
		.path_params = FIELDS_11,
		.path_count = 1,
	},
	{
		.method = "GET",
		.path = "/v1/advisors/{advisor}/summary",
		.operation = "advisor_summary",
		.handler = api_advisor_summary,
		.roles = ROLE_ADVISOR | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FINANCE),
		.idempotency = IDEMPOTENCY_OFF,
		.path_params = FIELDS_11,
		.path_count = 1,
	},
	{
		.method = "GET",
		.path = "/v1/applications",
		.operation = "application_list",
		.handler = api_application_list,
		.roles = ROLE_CUSTOMER | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FLOOR) | PART_OWN,
		.is_list = true,
		.idempotency = IDEMPOTENCY_OFF,
		.query_params = FIELDS_17,
		.query_count = 1,
	},
	{
		.method = "POST",
		.path = "/v1/applications",
		.operation = "application_create",
		.handler = api_application_create,
		.roles = ROLE_CUSTOMER,
		.writes = true,
		.idempotency = IDEMPOTENCY_ACCEPTED,
		.body = &FORM_43,
		.body_required = true,
	},
	{
		.method = "GET",
		.path = "/v1/applications/{application}",
		.operation = "application_get",
		.handler = api_application_get,
		.roles = ROLE_CUSTOMER | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FLOOR) | PART_OWN,
		.idempotency = IDEMPOTENCY_OFF,
		.path_params = FIELDS_20,
		.path_count = 1,
	},
	{
		.method = "POST",
		.path = "/v1/applications/{application}/approve",
		.operation = "application_approve",
		.handler = api_application_approve,
		.roles = ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER),
		.writes = true,
		.idempotency = IDEMPOTENCY_ACCEPTED,
		.path_params = FIELDS_20,
		.path_count = 1,
		.body = &FORM_46,
	},
	{
		.method = "POST",
		.path = "/v1/applications/{application}/decline",
		.operation = "application_decline",
		.handler = api_application_decline,
		.roles = ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER),
		.writes = true,
		.idempotency = IDEMPOTENCY_ACCEPTED,
		.path_params = FIELDS_20,
		.path_count = 1,
		.body = &FORM_48,
		.body_required = true,
	},
	{
		.method = "POST",
		.path = "/v1/applications/{application}/withdraw",
		.operation = "application_withdraw",
		.handler = api_application_withdraw,
		.roles = ROLE_CUSTOMER,
		.writes = true,
		.idempotency = IDEMPOTENCY_ACCEPTED,
		.path_params = FIELDS_20,
		.path_count = 1,
	},
	{
		.method = "GET",
		.path = "/v1/audit",
		.operation = "audit_list",
		.handler = api_audit_list,
		.roles = ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER),
		.is_list = true,
		.idempotency = IDEMPOTENCY_OFF,
		.query_params = FIELDS_23,
		.query_count = 6,
	},
	{
		.method = "GET",
		.path = "/v1/balance",
		.operation = "balance_get",
		.handler = api_balance_get,
		.roles = ROLE_CUSTOMER | ROLE_ADVISOR | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FINANCE),
		.idempotency = IDEMPOTENCY_OFF,
		.query_params = FIELDS_13,
		.query_count = 1,
	},
	{
		.method = "GET",
		.path = "/v1/callbacks",
		.operation = "callback_list",
		.handler = api_callback_list,
		.roles = ROLE_CUSTOMER | ROLE_ADVISOR | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FLOOR),
		.is_list = true,
		.idempotency = IDEMPOTENCY_OFF,
		.query_params = FIELDS_24,
		.query_count = 4,
	},
	{
		.method = "POST",
		.path = "/v1/callbacks",
		.operation = "callback_create",
		.handler = api_callback_create,
		.roles = ROLE_CUSTOMER | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FLOOR),
		.writes = true,
		.idempotency = IDEMPOTENCY_REQUIRED,
		.body = &FORM_56,
		.body_required = true,
	},
	{
		.method = "GET",
		.path = "/v1/callbacks/{callback}",
		.operation = "callback_get",
		.handler = api_callback_get,
		.roles = ROLE_CUSTOMER | ROLE_ADVISOR | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FLOOR),
		.idempotency = IDEMPOTENCY_OFF,
		.path_params = FIELDS_26,
		.path_count = 1,
	},
	{
		.method = "PATCH",
		.path = "/v1/callbacks/{callback}",
		.operation = "callback_change",
		.handler = api_callback_change,
		.roles = ROLE_CUSTOMER | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FLOOR),
		.writes = true,
		.idempotency = IDEMPOTENCY_ACCEPTED,
		.path_params = FIELDS_26,
		.path_count = 1,
		.body = &FORM_58,
		.body_required = true,
	},
	{
		.method = "POST",
		.path = "/v1/callbacks/{callback}/cancel",
		.operation = "callback_cancel",
		.handler = api_callback_cancel,
		.roles = ROLE_CUSTOMER | ROLE_ADVISOR | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FLOOR),
		.writes = true,
		.idempotency = IDEMPOTENCY_ACCEPTED,
		.path_params = FIELDS_26,
		.path_count = 1,
		.body = &FORM_23,
	},
	{
		.method = "GET",
		.path = "/v1/callbacks/{callback}/explain",
		.operation = "callback_explain",
		.handler = api_callback_explain,
		.roles = ROLE_CUSTOMER | ROLE_ADVISOR | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FLOOR),
		.idempotency = IDEMPOTENCY_OFF,
		.path_params = FIELDS_26,
		.path_count = 1,
	},
	{
		.method = "POST",
		.path = "/v1/callbacks/{callback}/extend",
		.operation = "callback_extend",
		.handler = api_callback_extend,
		.roles = ROLE_CUSTOMER | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FLOOR),
		.writes = true,
		.idempotency = IDEMPOTENCY_ACCEPTED,
		.path_params = FIELDS_26,
		.path_count = 1,
		.body = &FORM_59,
		.body_required = true,
	},
	{
		.method = "POST",
		.path = "/v1/callbacks/{callback}/let-pass",
		.operation = "callback_let_pass",
		.handler = api_callback_let_pass,
		.roles = ROLE_CUSTOMER | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FLOOR),
		.writes = true,
		.idempotency = IDEMPOTENCY_ACCEPTED,
		.path_params = FIELDS_26,
		.path_count = 1,
	},
	{
		.method = "POST",
		.path = "/v1/callbacks/{callback}/link",
		.operation = "callback_link",
		.handler = api_callback_link,
		.roles = ROLE_CUSTOMER | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FLOOR),
		.writes = true,
		.idempotency = IDEMPOTENCY_OFF,
		.path_params = FIELDS_26,
		.path_count = 1,
	},
	{
		.method = "DELETE",
		.path = "/v1/callbacks/{callback}/link",
		.operation = "callback_unlink",
		.handler = api_callback_unlink,
		.roles = ROLE_CUSTOMER | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FLOOR),
		.writes = true,
		.idempotency = IDEMPOTENCY_ACCEPTED,
		.path_params = FIELDS_26,
		.path_count = 1,
	},
	{
		.method = "POST",
		.path = "/v1/callbacks/{callback}/reveal",
		.operation = "callback_reveal",
		.handler = api_callback_reveal,
		.roles = ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FLOOR),
		.writes = true,
		.idempotency = IDEMPOTENCY_OFF,
		.path_params = FIELDS_26,
		.path_count = 1,
	},
	{
		.method = "GET",
		.path = "/v1/calls",
		.operation = "call_list",
		.handler = api_call_list,
		.roles = ROLE_CUSTOMER | ROLE_ADVISOR | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FLOOR) | PART_BIT(PART_FINANCE) | PART_BIT(PART_ENGINEER),
		.is_list = true,
		.idempotency = IDEMPOTENCY_OFF,
		.query_params = FIELDS_29,
		.query_count = 3,
	},
	{
		.method = "GET",
		.path = "/v1/calls/{call}",
		.operation = "call_get",
		.handler = api_call_get,
		.roles = ROLE_CUSTOMER | ROLE_ADVISOR | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FLOOR) | PART_BIT(PART_FINANCE) | PART_BIT(PART_ENGINEER),
		.idempotency = IDEMPOTENCY_OFF,
		.path_params = FIELDS_30,
		.path_count = 1,
	},
	{
		.method = "GET",
		.path = "/v1/calls/{call}/capture",
		.operation = "call_capture",
		.handler = api_call_capture,
		.roles = ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_ENGINEER),
		.idempotency = IDEMPOTENCY_OFF,
		.path_params = FIELDS_30,
		.path_count = 1,
	},
	{
		.method = "POST",
		.path = "/v1/calls/{call}/hang-up",
		.operation = "call_hang_up",
		.handler = api_call_hang_up,
		.roles = ROLE_ADVISOR,
		.writes = true,
		.idempotency = IDEMPOTENCY_ACCEPTED,
		.path_params = FIELDS_30,
		.path_count = 1,
	},
	{
		.method = "POST",
		.path = "/v1/calls/{call}/keys",
		.operation = "call_press",
		.handler = api_call_press,
		.roles = ROLE_ADVISOR,
		.writes = true,
		.idempotency = IDEMPOTENCY_ACCEPTED,
		.path_params = FIELDS_30,
		.path_count = 1,
		.body = &FORM_63,
		.body_required = true,
	},
	{
		.method = "GET",
		.path = "/v1/calls/{call}/ladder",
		.operation = "call_ladder",
		.handler = api_call_ladder,
		.roles = ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FLOOR) | PART_BIT(PART_ENGINEER),
		.idempotency = IDEMPOTENCY_OFF,
		.path_params = FIELDS_30,
		.path_count = 1,
	},
	{
		.method = "POST",
		.path = "/v1/calls/{call}/link",
		.operation = "call_link",
		.handler = api_call_link,
		.roles = ROLE_CUSTOMER | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FINANCE),
		.writes = true,
		.idempotency = IDEMPOTENCY_OFF,
		.path_params = FIELDS_30,
		.path_count = 1,
	},
	{
		.method = "DELETE",
		.path = "/v1/calls/{call}/link",
		.operation = "call_unlink",
		.handler = api_call_unlink,
		.roles = ROLE_CUSTOMER | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FLOOR),
		.writes = true,
		.idempotency = IDEMPOTENCY_ACCEPTED,
		.path_params = FIELDS_30,
		.path_count = 1,
	},
	{
		.method = "GET",
		.path = "/v1/calls/{call}/receipt",
		.operation = "call_receipt",
		.handler = api_call_receipt,
		.roles = ROLE_CUSTOMER | ROLE_ADVISOR | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FINANCE),
		.idempotency = IDEMPOTENCY_OFF,
		.path_params = FIELDS_30,
		.path_count = 1,
	},
	{
		.method = "POST",
		.path = "/v1/calls-now",
		.operation = "call_now",
		.handler = api_call_now,
		.roles = ROLE_CUSTOMER,
		.writes = true,
		.idempotency = IDEMPOTENCY_REQUIRED,
		.body = &FORM_64,
		.body_required = true,
	},
	{
		.method = "GET",
		.path = "/v1/categories",
		.operation = "category_list",
		.handler = api_category_list,
		.roles = ROLE_PUBLIC | ROLE_CUSTOMER | ROLE_ADVISOR | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FLOOR) | PART_BIT(PART_FINANCE) | PART_BIT(PART_PRODUCT),
		.idempotency = IDEMPOTENCY_OFF,
	},
	{
		.method = "POST",
		.path = "/v1/categories",
		.operation = "category_create",
		.handler = api_category_create,
		.roles = ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_PRODUCT),
		.writes = true,
		.idempotency = IDEMPOTENCY_ACCEPTED,
		.body = &FORM_67,
		.body_required = true,
	},
	{
		.method = "GET",
		.path = "/v1/categories/{category}",
		.operation = "category_get",
		.handler = api_category_get,
		.roles = ROLE_PUBLIC | ROLE_CUSTOMER | ROLE_ADVISOR | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FLOOR) | PART_BIT(PART_FINANCE) | PART_BIT(PART_PRODUCT),
		.idempotency = IDEMPOTENCY_OFF,
		.path_params = FIELDS_34,
		.path_count = 1,
	},
	{
		.method = "PATCH",
		.path = "/v1/categories/{category}",
		.operation = "category_change",
		.handler = api_category_change,
		.roles = ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_PRODUCT),
		.writes = true,
		.idempotency = IDEMPOTENCY_ACCEPTED,
		.path_params = FIELDS_34,
		.path_count = 1,
		.body = &FORM_69,
		.body_required = true,
	},
	{
		.method = "POST",
		.path = "/v1/customers/{customer}/credits",
		.operation = "credit_create",
		.handler = api_credit_create,
		.roles = ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FINANCE),
		.writes = true,
		.idempotency = IDEMPOTENCY_REQUIRED,
		.path_params = FIELDS_36,
		.path_count = 1,
		.body = &FORM_70,
		.body_required = true,
	},
	{
		.method = "GET",
		.path = "/v1/events",
		.operation = "event_list",
		.handler = api_event_list,
		.roles = ROLE_CUSTOMER | ROLE_ADVISOR | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FLOOR) | PART_OWN,
		.is_list = true,
		.idempotency = IDEMPOTENCY_OFF,
		.query_params = FIELDS_38,
		.query_count = 1,
	},
	{
		.method = "GET",
		.path = "/v1/events/stream",
		.operation = "event_stream",
		.handler = api_event_stream,
		.roles = ROLE_CUSTOMER | ROLE_ADVISOR | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FLOOR) | PART_OWN,
		.streams = true,
		.idempotency = IDEMPOTENCY_OFF,
	},
	{
		.method = "GET",
		.path = "/v1/ledger/verify",
		.operation = "ledger_verify",
		.handler = api_ledger_verify,
		.roles = ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FINANCE) | PART_BIT(PART_ENGINEER),
		.idempotency = IDEMPOTENCY_OFF,
	},
	{
		.method = "GET",
		.path = "/v1/lines/stream",
		.operation = "line_stream",
		.handler = api_line_stream,
		.roles = ROLE_PUBLIC | ROLE_CUSTOMER | ROLE_ADVISOR | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER),
		.streams = true,
		.idempotency = IDEMPOTENCY_OFF,
	},
	{
		.method = "GET",
		.path = "/v1/links/{token}",
		.operation = "link_get",
		.handler = api_link_get,
		.roles = ROLE_PUBLIC | ROLE_CUSTOMER | ROLE_ADVISOR | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER),
		.idempotency = IDEMPOTENCY_OFF,
		.path_params = FIELDS_39,
		.path_count = 1,
		.calls_a_minute = 120,
	},
	{
		.method = "POST",
		.path = "/v1/links/{token}/cancel",
		.operation = "link_cancel",
		.handler = api_link_cancel,
		.roles = ROLE_PUBLIC | ROLE_CUSTOMER | ROLE_ADVISOR | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER),
		.writes = true,
		.idempotency = IDEMPOTENCY_ACCEPTED,
		.path_params = FIELDS_39,
		.path_count = 1,
		.calls_a_minute = 60,
	},
	{
		.method = "POST",
		.path = "/v1/links/{token}/extend",
		.operation = "link_extend",
		.handler = api_link_extend,
		.roles = ROLE_PUBLIC | ROLE_CUSTOMER | ROLE_ADVISOR | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER),
		.writes = true,
		.idempotency = IDEMPOTENCY_ACCEPTED,
		.path_params = FIELDS_39,
		.path_count = 1,
		.body = &FORM_59,
		.body_required = true,
		.calls_a_minute = 60,
	},
	{
		.method = "POST",
		.path = "/v1/links/{token}/let-pass",
		.operation = "link_let_pass",
		.handler = api_link_let_pass,
		.roles = ROLE_PUBLIC | ROLE_CUSTOMER | ROLE_ADVISOR | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER),
		.writes = true,
		.idempotency = IDEMPOTENCY_ACCEPTED,
		.path_params = FIELDS_39,
		.path_count = 1,
		.calls_a_minute = 60,
	},
	{
		.method = "GET",
		.path = "/v1/listings",
		.operation = "listing_list",
		.handler = api_listing_list,
		.roles = ROLE_PUBLIC | ROLE_CUSTOMER | ROLE_ADVISOR | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FLOOR) | PART_BIT(PART_FINANCE) | PART_BIT(PART_PRODUCT),
		.is_list = true,
		.idempotency = IDEMPOTENCY_OFF,
		.query_params = FIELDS_40,
		.query_count = 4,
	},
	{
		.method = "POST",
		.path = "/v1/listings",
		.operation = "listing_create",
		.handler = api_listing_create,
		.roles = ROLE_ADVISOR | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_PRODUCT),
		.writes = true,
		.idempotency = IDEMPOTENCY_ACCEPTED,
		.body = &FORM_73,
		.body_required = true,
	},
	{
		.method = "GET",
		.path = "/v1/listings/{listing}",
		.operation = "listing_get",
		.handler = api_listing_get,
		.roles = ROLE_PUBLIC | ROLE_CUSTOMER | ROLE_ADVISOR | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FLOOR) | PART_BIT(PART_FINANCE) | PART_BIT(PART_PRODUCT),
		.idempotency = IDEMPOTENCY_OFF,
		.path_params = FIELDS_42,
		.path_count = 1,
	},
	{
		.method = "PATCH",
		.path = "/v1/listings/{listing}",
		.operation = "listing_change",
		.handler = api_listing_change,
		.roles = ROLE_ADVISOR | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_PRODUCT),
		.writes = true,
		.idempotency = IDEMPOTENCY_ACCEPTED,
		.path_params = FIELDS_42,
		.path_count = 1,
		.body = &FORM_74,
		.body_required = true,
	},
	{
		.method = "POST",
		.path = "/v1/listings/{listing}/close",
		.operation = "listing_close",
		.handler = api_listing_close,
		.roles = ROLE_ADVISOR | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_PRODUCT),
		.writes = true,
		.idempotency = IDEMPOTENCY_ACCEPTED,
		.path_params = FIELDS_42,
		.path_count = 1,
	},
	{
		.method = "GET",
		.path = "/v1/listings/{listing}/forecast",
		.operation = "listing_forecast",
		.handler = api_listing_forecast,
		.roles = ROLE_PUBLIC | ROLE_CUSTOMER | ROLE_ADVISOR | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FLOOR) | PART_BIT(PART_PRODUCT),
		.idempotency = IDEMPOTENCY_OFF,
		.path_params = FIELDS_42,
		.path_count = 1,
	},
	{
		.method = "GET",
		.path = "/v1/mail",
		.operation = "mail_list",
		.handler = api_mail_list,
		.roles = ROLE_CUSTOMER | ROLE_ADVISOR,
		.is_list = true,
		.idempotency = IDEMPOTENCY_OFF,
	},
	{
		.method = "POST",
		.path = "/v1/mail",
		.operation = "mail_create",
		.handler = api_mail_create,
		.roles = ROLE_CUSTOMER | ROLE_ADVISOR,
		.writes = true,
		.idempotency = IDEMPOTENCY_ACCEPTED,
		.body = &FORM_77,
		.body_required = true,
	},
	{
		.method = "GET",
		.path = "/v1/mail/{thread}",
		.operation = "mail_get",
		.handler = api_mail_get,
		.roles = ROLE_CUSTOMER | ROLE_ADVISOR,
		.is_list = true,
		.idempotency = IDEMPOTENCY_OFF,
		.path_params = FIELDS_45,
		.path_count = 1,
	},
	{
		.method = "POST",
		.path = "/v1/mail/{thread}/messages",
		.operation = "mail_answer",
		.handler = api_mail_answer,
		.roles = ROLE_CUSTOMER | ROLE_ADVISOR,
		.writes = true,
		.idempotency = IDEMPOTENCY_ACCEPTED,
		.path_params = FIELDS_45,
		.path_count = 1,
		.body = &FORM_79,
		.body_required = true,
	},
	{
		.method = "POST",
		.path = "/v1/mail/{thread}/read",
		.operation = "mail_read",
		.handler = api_mail_read,
		.roles = ROLE_CUSTOMER | ROLE_ADVISOR,
		.writes = true,
		.idempotency = IDEMPOTENCY_ACCEPTED,
		.path_params = FIELDS_45,
		.path_count = 1,
		.body = &FORM_81,
	},
	{
		.method = "GET",
		.path = "/v1/me",
		.operation = "me_get",
		.handler = api_me_get,
		.roles = ROLE_CUSTOMER | ROLE_ADVISOR | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FLOOR) | PART_BIT(PART_FINANCE) | PART_BIT(PART_PRODUCT) | PART_BIT(PART_ENGINEER),
		.idempotency = IDEMPOTENCY_OFF,
	},
	{
		.method = "GET",
		.path = "/v1/numbers/check",
		.operation = "number_check",
		.handler = api_number_check,
		.roles = ROLE_CUSTOMER | ROLE_ADVISOR | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FLOOR) | PART_BIT(PART_FINANCE) | PART_BIT(PART_PRODUCT) | PART_BIT(PART_ENGINEER),
		.idempotency = IDEMPOTENCY_OFF,
		.query_params = FIELDS_48,
		.query_count = 2,
	},
	{
		.method = "POST",
		.path = "/v1/numbers/{number}/code",
		.operation = "number_code",
		.handler = api_number_code,
		.roles = ROLE_CUSTOMER | ROLE_ADVISOR,
		.writes = true,
		.idempotency = IDEMPOTENCY_OFF,
		.path_params = FIELDS_49,
		.path_count = 1,
		.body = &FORM_84,
		.body_required = true,
	},
	{
		.method = "POST",
		.path = "/v1/numbers/{number}/prove",
		.operation = "number_prove",
		.handler = api_number_prove,
		.roles = ROLE_CUSTOMER | ROLE_ADVISOR,
		.writes = true,
		.idempotency = IDEMPOTENCY_REQUIRED,
		.path_params = FIELDS_49,
		.path_count = 1,
	},
	{
		.method = "GET",
		.path = "/v1/opt-outs",
		.operation = "opt_out_list",
		.handler = api_opt_out_list,
		.roles = ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FLOOR) | PART_BIT(PART_ENGINEER),
		.is_list = true,
		.idempotency = IDEMPOTENCY_OFF,
	},
	{
		.method = "POST",
		.path = "/v1/opt-outs",
		.operation = "opt_out_add",
		.handler = api_opt_out_add,
		.roles = ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FLOOR) | PART_BIT(PART_ENGINEER),
		.writes = true,
		.idempotency = IDEMPOTENCY_ACCEPTED,
		.body = &FORM_85,
		.body_required = true,
	},
	{
		.method = "POST",
		.path = "/v1/reservations",
		.operation = "reservation_create",
		.handler = api_reservation_create,
		.roles = ROLE_CUSTOMER,
		.writes = true,
		.idempotency = IDEMPOTENCY_ACCEPTED,
		.body = &FORM_86,
		.body_required = true,
	},
	{
		.method = "DELETE",
		.path = "/v1/reservations/{advisor}",
		.operation = "reservation_release",
		.handler = api_reservation_release,
		.roles = ROLE_CUSTOMER | ROLE_ADVISOR,
		.writes = true,
		.idempotency = IDEMPOTENCY_ACCEPTED,
		.path_params = FIELDS_11,
		.path_count = 1,
	},
	{
		.method = "POST",
		.path = "/v1/reservations/{advisor}/extend",
		.operation = "reservation_extend",
		.handler = api_reservation_extend,
		.roles = ROLE_CUSTOMER,
		.writes = true,
		.idempotency = IDEMPOTENCY_ACCEPTED,
		.path_params = FIELDS_11,
		.path_count = 1,
	},
	{
		.method = "GET",
		.path = "/v1/rules",
		.operation = "rules_get",
		.handler = api_rules_get,
		.roles = ROLE_PUBLIC | ROLE_CUSTOMER | ROLE_ADVISOR | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER),
		.idempotency = IDEMPOTENCY_OFF,
	},
	{
		.method = "GET",
		.path = "/v1/second-factor",
		.operation = "factor_get",
		.handler = api_factor_get,
		.roles = ROLE_CUSTOMER | ROLE_ADVISOR | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FLOOR) | PART_BIT(PART_FINANCE) | PART_BIT(PART_PRODUCT) | PART_BIT(PART_ENGINEER),
		.idempotency = IDEMPOTENCY_OFF,
	},
	{
		.method = "POST",
		.path = "/v1/second-factor",
		.operation = "factor_begin",
		.handler = api_factor_begin,
		.roles = ROLE_CUSTOMER | ROLE_ADVISOR | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FLOOR) | PART_BIT(PART_FINANCE) | PART_BIT(PART_PRODUCT) | PART_BIT(PART_ENGINEER),
		.writes = true,
		.idempotency = IDEMPOTENCY_OFF,
		.body = &FORM_87,
		.body_required = true,
		.password_verify = "current_password",
		.calls_a_minute = 20,
	},
	{
		.method = "POST",
		.path = "/v1/second-factor/confirm",
		.operation = "factor_confirm",
		.handler = api_factor_confirm,
		.roles = ROLE_CUSTOMER | ROLE_ADVISOR | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FLOOR) | PART_BIT(PART_FINANCE) | PART_BIT(PART_PRODUCT) | PART_BIT(PART_ENGINEER),
		.writes = true,
		.idempotency = IDEMPOTENCY_OFF,
		.body = &FORM_84,
		.body_required = true,
		.calls_a_minute = 20,
	},
	{
		.method = "POST",
		.path = "/v1/second-factor/remove",
		.operation = "factor_remove",
		.handler = api_factor_remove,
		.roles = ROLE_CUSTOMER | ROLE_ADVISOR | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FLOOR) | PART_BIT(PART_FINANCE) | PART_BIT(PART_PRODUCT) | PART_BIT(PART_ENGINEER),
		.writes = true,
		.idempotency = IDEMPOTENCY_OFF,
		.body = &FORM_88,
		.body_required = true,
		.password_verify = "current_password",
		.calls_a_minute = 20,
	},
	{
		.method = "GET",
		.path = "/v1/settings",
		.operation = "setting_list",
		.handler = api_setting_list,
		.roles = ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER),
		.idempotency = IDEMPOTENCY_OFF,
	},
	{
		.method = "PATCH",
		.path = "/v1/settings",
		.operation = "setting_change",
		.handler = api_setting_change,
		.roles = ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER),
		.writes = true,
		.idempotency = IDEMPOTENCY_ACCEPTED,
		.body = &FORM_93,
		.body_required = true,
	},
	{
		.method = "GET",
		.path = "/v1/setup",
		.operation = "setup_get",
		.handler = api_setup_get,
		.roles = ROLE_PUBLIC | ROLE_CUSTOMER | ROLE_ADVISOR | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER),
		.idempotency = IDEMPOTENCY_OFF,
	},
	{
		.method = "POST",
		.path = "/v1/setup",
		.operation = "setup_create",
		.handler = api_setup_create,
		.roles = ROLE_PUBLIC | ROLE_CUSTOMER | ROLE_ADVISOR | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER),
		.writes = true,
		.idempotency = IDEMPOTENCY_OFF,
		.body = &FORM_94,
		.body_required = true,
		.password_hash = "password",
		.calls_a_minute = 10,
	},
	{
		.method = "POST",
		.path = "/v1/sign-in",
		.operation = "sign_in",
		.handler = api_sign_in,
		.roles = ROLE_PUBLIC | ROLE_CUSTOMER | ROLE_ADVISOR | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER),
		.writes = true,
		.idempotency = IDEMPOTENCY_OFF,
		.body = &FORM_95,
		.body_required = true,
		.password_verify = "password",
		.password_by = "login",
		.calls_a_minute = 60,
	},
	{
		.method = "POST",
		.path = "/v1/sign-out",
		.operation = "sign_out",
		.handler = api_sign_out,
		.roles = ROLE_CUSTOMER | ROLE_ADVISOR | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FLOOR) | PART_BIT(PART_FINANCE) | PART_BIT(PART_PRODUCT) | PART_BIT(PART_ENGINEER),
		.writes = true,
		.idempotency = IDEMPOTENCY_OFF,
	},
	{
		.method = "POST",
		.path = "/v1/sign-up",
		.operation = "sign_up",
		.handler = api_sign_up,
		.roles = ROLE_PUBLIC | ROLE_CUSTOMER | ROLE_ADVISOR | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER),
		.writes = true,
		.idempotency = IDEMPOTENCY_OFF,
		.body = &FORM_96,
		.body_required = true,
		.password_hash = "password",
		.calls_a_minute = 10,
	},
	{
		.method = "GET",
		.path = "/v1/status",
		.operation = "status_get",
		.handler = api_status_get,
		.roles = ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_ENGINEER),
		.idempotency = IDEMPOTENCY_OFF,
	},
	{
		.method = "GET",
		.path = "/v1/transfers",
		.operation = "transfer_list",
		.handler = api_transfer_list,
		.roles = ROLE_CUSTOMER | ROLE_ADVISOR | ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FINANCE),
		.is_list = true,
		.idempotency = IDEMPOTENCY_OFF,
		.query_params = FIELDS_59,
		.query_count = 3,
	},
	{
		.method = "GET",
		.path = "/v1/trunks",
		.operation = "trunk_list",
		.handler = api_trunk_list,
		.roles = ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_ENGINEER),
		.idempotency = IDEMPOTENCY_OFF,
	},
	{
		.method = "GET",
		.path = "/v1/trunks/{trunk}/test-calls",
		.operation = "test_call_list",
		.handler = api_test_call_list,
		.roles = ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_ENGINEER),
		.is_list = true,
		.idempotency = IDEMPOTENCY_OFF,
		.path_params = FIELDS_60,
		.path_count = 1,
	},
	{
		.method = "POST",
		.path = "/v1/trunks/{trunk}/test-calls",
		.operation = "test_call_begin",
		.handler = api_test_call_begin,
		.roles = ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_ENGINEER),
		.writes = true,
		.idempotency = IDEMPOTENCY_REQUIRED,
		.path_params = FIELDS_60,
		.path_count = 1,
		.body = &FORM_85,
		.body_required = true,
	},
	{
		.method = "GET",
		.path = "/v1/trunks/{trunk}/test-calls/{test_call}",
		.operation = "test_call_get",
		.handler = api_test_call_get,
		.roles = ROLE_OPERATOR,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_ENGINEER),
		.idempotency = IDEMPOTENCY_OFF,
		.path_params = FIELDS_61,
		.path_count = 2,
	},
	{
		.method = "GET",
		.path = "/v1/wall",
		.operation = "wall_get",
		.handler = api_wall_get,
		.roles = ROLE_OPERATOR | ROLE_KIOSK,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FLOOR),
		.idempotency = IDEMPOTENCY_OFF,
		.query_params = FIELDS_62,
		.query_count = 1,
	},
	{
		.method = "GET",
		.path = "/v1/wall/stream",
		.operation = "wall_stream",
		.handler = api_wall_stream,
		.roles = ROLE_OPERATOR | ROLE_KIOSK,
		.parts = PART_BIT(PART_OWNER) | PART_BIT(PART_FLOOR),
		.streams = true,
		.idempotency = IDEMPOTENCY_OFF,
	},
};

const size_t API_ROUTE_COUNT = sizeof(API_ROUTES) / sizeof(API_ROUTES[0]);
