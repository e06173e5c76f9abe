// SPDX-License-Identifier: Apache-2.0
#pragma once
/* Written by tools/api.py from api/openapi.yaml: change that, run it, commit both. */
#include "adapter/http/route.h"

extern const struct route API_ROUTES[];
extern const size_t API_ROUTE_COUNT;
extern const char *const API_PATTERNS[];

api_handler api_account_list;
api_handler api_account_create;
api_handler api_account_get;
api_handler api_account_change;
api_handler api_account_key_list;
api_handler api_account_key_create;
api_handler api_account_key_revoke;
api_handler api_number_list;
api_handler api_number_add;
api_handler api_number_reorder;
api_handler api_number_remove;
api_handler api_number_reveal;
api_handler api_account_restore;
api_handler api_account_suspend;
api_handler api_advisor_list;
api_handler api_advisor_get;
api_handler api_arranged_call_list;
api_handler api_availability_get;
api_handler api_availability_change;
api_handler api_balance_get;
api_handler api_callback_list;
api_handler api_callback_create;
api_handler api_callback_get;
api_handler api_callback_change;
api_handler api_callback_cancel;
api_handler api_callback_explain;
api_handler api_callback_extend;
api_handler api_callback_reveal;
api_handler api_call_list;
api_handler api_call_get;
api_handler api_call_receipt;
api_handler api_category_list;
api_handler api_category_create;
api_handler api_category_get;
api_handler api_category_change;
api_handler api_credit_create;
api_handler api_event_list;
api_handler api_event_stream;
api_handler api_ledger_verify;
api_handler api_listing_list;
api_handler api_listing_create;
api_handler api_listing_get;
api_handler api_listing_change;
api_handler api_listing_close;
api_handler api_me_get;
api_handler api_number_check;
api_handler api_number_code;
api_handler api_number_prove;
api_handler api_opt_out_list;
api_handler api_opt_out_add;
api_handler api_rules_get;
api_handler api_sign_in;
api_handler api_sign_out;
api_handler api_sign_up;
api_handler api_status_get;
api_handler api_transfer_list;
api_handler api_trunk_list;
