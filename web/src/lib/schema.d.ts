// SPDX-License-Identifier: Apache-2.0
// Made by web/tools/types.mjs from api/openapi.json.
export interface paths {
    "/v1/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin a session. Browsers get a cookie, others may ask for a token. */
        post: operations["sign_in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sign-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Become a customer; then sign in. The answer is the same when there is somebody of this login already. */
        post: operations["sign_up"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Is there no operator yet? */
        get: operations["setup_get"];
        put?: never;
        /** Become the first operator with the one-time token that the daemon said on stderr. */
        post: operations["setup_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End this session. */
        post: operations["sign_out"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whose session or key this is. */
        get: operations["me_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether your sign-in asks for a second factor. */
        get: operations["factor_get"];
        put?: never;
        /** Make a secret for your authenticator. It is asked for only after a code of it was confirmed. */
        post: operations["factor_begin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/second-factor/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show that the authenticator works. The recovery codes are shown this once. */
        post: operations["factor_confirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/second-factor/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take it away again, with password and a code. */
        post: operations["factor_remove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/second-factor/reset": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: components["parameters"]["account"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take somebody else's second factor away, for who lost phone and codes. */
        post: operations["factor_reset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All accounts, newest first. */
        get: operations["account_list"];
        put?: never;
        /** Create a customer, an advisor or, the owner alone, an operator (who is an owner when no part is given). */
        post: operations["account_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: components["parameters"]["account"];
            };
            cookie?: never;
        };
        /** One account. A person may see only the own one. */
        get: operations["account_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change what is given. Only an owner changes roles, operators and their part; people set their own password with the current one. */
        patch: operations["account_change"];
        trace?: never;
    };
    "/v1/accounts/{account}/suspend": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: components["parameters"]["account"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Shut a person out. An advisor's waiting call backs are withdrawn. */
        post: operations["account_suspend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: components["parameters"]["account"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a suspended person in again. */
        post: operations["account_restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/applications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who asked to become an advisor, newest first. Customers see their own. */
        get: operations["application_list"];
        put?: never;
        /** Ask to become an advisor. One at a time, with a confirmed number; nothing of it is public before an owner approves. */
        post: operations["application_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/applications/{application}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                application: components["parameters"]["application"];
            };
            cookie?: never;
        };
        /** One application; people see only their own. */
        get: operations["application_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/applications/{application}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                application: components["parameters"]["application"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take the own application back; another may be written later. */
        post: operations["application_withdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/applications/{application}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                application: components["parameters"]["application"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make the applicant an advisor with this first listing, as asked but for what is given here. */
        post: operations["application_approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/applications/{application}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                application: components["parameters"]["application"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say no, and why; the applicant reads it. */
        post: operations["application_decline"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/numbers": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: components["parameters"]["account"];
            };
            cookie?: never;
        };
        /** The person's numbers in the order they are rung. Operators see them masked. */
        get: operations["number_list"];
        put?: never;
        /** Add a number. The operator's word proves it. */
        post: operations["number_add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/numbers/order": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: components["parameters"]["account"];
            };
            cookie?: never;
        };
        get?: never;
        /** Set the order they are rung in; names each number once. */
        put: operations["number_reorder"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/numbers/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: components["parameters"]["account"];
                number: components["parameters"]["number"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a number. */
        delete: operations["number_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/numbers/{number}/reveal": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: components["parameters"]["account"];
                number: components["parameters"]["number"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show a number in full; the audit log notes who looked. */
        post: operations["number_reveal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/keys": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: components["parameters"]["account"];
            };
            cookie?: never;
        };
        /** The account's API keys, without their secret. */
        get: operations["account_key_list"];
        put?: never;
        /** Make an API key. Its secret is shown this once. */
        post: operations["account_key_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/keys/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: components["parameters"]["account"];
                key: components["parameters"]["key"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke an API key. */
        delete: operations["account_key_revoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/categories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All categories in the order of their position. */
        get: operations["category_list"];
        put?: never;
        /** Add a category. */
        post: operations["category_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/categories/{category}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                category: components["parameters"]["category"];
            };
            cookie?: never;
        };
        /** One category. */
        get: operations["category_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change what is given. A closed category takes no new listings. */
        patch: operations["category_change"];
        trace?: never;
    };
    "/v1/listings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Open listings, newest first. Advisors and operators may ask for closed ones of theirs. */
        get: operations["listing_list"];
        put?: never;
        /** Offer something. Advisors list for themselves, operators for any advisor. */
        post: operations["listing_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/listings/{listing}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                listing: components["parameters"]["listing"];
            };
            cookie?: never;
        };
        /** One listing with its advisor's button; also one that is closed, and says so. */
        get: operations["listing_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change what is given. A new price never raises that of somebody who waits. */
        patch: operations["listing_change"];
        trace?: never;
    };
    "/v1/listings/{listing}/forecast": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                listing: components["parameters"]["listing"];
            };
            cookie?: never;
        };
        /**
         * Which place one who joined now would have, when the phone should ring, and the odds of each wait.
         * @description From the advisor's last calls. Ask again after line.changed of its advisor.
         */
        get: operations["listing_forecast"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/listings/{listing}/close": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                listing: components["parameters"]["listing"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a listing down. Its waiting call backs are withdrawn. */
        post: operations["listing_close"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/advisors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Advisors with what they are doing and the button to show. */
        get: operations["advisor_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/advisors/{advisor}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                advisor: components["parameters"]["advisor"];
            };
            cookie?: never;
        };
        /** One advisor. */
        get: operations["advisor_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/advisors/{advisor}/availability": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                advisor: components["parameters"]["advisor"];
            };
            cookie?: never;
        };
        /** The whole of it, for the advisor and operators. */
        get: operations["availability_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Say what you want. Taking calls switches call backs on again and the first in line is called at once.
         * @description `intent` holds from now on; a dial that nobody talks in yet is stopped. `after_call` keeps everything as it is until the running call is over (null takes it back); without a running call it holds at once. `back_in_seconds`, with an intent that takes no calls, is a pause: afterwards you take calls again by yourself, at most as long as the rules allow.
         */
        patch: operations["availability_change"];
        trace?: never;
    };
    "/v1/advisors/{advisor}/next": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                advisor: components["parameters"]["advisor"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The first in line now. On the same leg while your phone is in its menu (its key 1), else wrap-up or a rest ends at once. */
        post: operations["advisor_next"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/advisors/{advisor}/options": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                advisor: components["parameters"]["advisor"];
            };
            cookie?: never;
        };
        /** What an advisor decides once. */
        get: operations["advisor_options"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change what is given; null is as the house has it. */
        patch: operations["advisor_options_change"];
        trace?: never;
    };
    "/v1/advisors/{advisor}/pin": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                advisor: components["parameters"]["advisor"];
            };
            cookie?: never;
        };
        get?: never;
        /** Set or change the PIN for the telephone. Kept as a hash; nobody is shown it again. */
        put: operations["advisor_pin_set"];
        post?: never;
        /** No PIN any more. */
        delete: operations["advisor_pin_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/advisors/{advisor}/arranged-calls": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                advisor: components["parameters"]["advisor"];
            };
            cookie?: never;
        };
        /** Who waits for this advisor, in the order of the line. */
        get: operations["arranged_call_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/advisors/{advisor}/earnings": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                advisor: components["parameters"]["advisor"];
            };
            cookie?: never;
        };
        /** What was earned on each of the last days with today, by listing and by customer; each sum is the ledger's. Days are those of your time zone. */
        get: operations["advisor_earnings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/advisors/{advisor}/customers": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                advisor: components["parameters"]["advisor"];
            };
            cookie?: never;
        };
        /** Whoever was talked with, the last one first. */
        get: operations["advisor_customers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/advisors/{advisor}/summary": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                advisor: components["parameters"]["advisor"];
            };
            cookie?: never;
        };
        /** The counters of home and My Account. */
        get: operations["advisor_summary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/callbacks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The own ones; an advisor's are those of the own line; operators see all. */
        get: operations["callback_list"];
        put?: never;
        /** Arrange a call. A second one with the same advisor edits the first and keeps its place. */
        post: operations["callback_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/callbacks/{callback}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                callback: components["parameters"]["callback"];
            };
            cookie?: never;
        };
        /** One, with its position. The number is shown to its owner only. */
        get: operations["callback_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change number or until-time; the place stays. */
        patch: operations["callback_change"];
        trace?: never;
    };
    "/v1/callbacks/{callback}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                callback: components["parameters"]["callback"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Leave the line; also while the phone rings. An advisor removes with a reason. */
        post: operations["callback_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/callbacks/{callback}/extend": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                callback: components["parameters"]["callback"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Wait longer; the place stays. */
        post: operations["callback_extend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/callbacks/{callback}/let-pass": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                callback: components["parameters"]["callback"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let the next one in line go first, once; the place stays.
         * @description When the line comes to this call back and the one right behind can be called, that one is called first. It ends with that, or when that one leaves; it cannot be taken back. Both are told without names: callback.let_pass and callback.let_first, then callback.passed when it was used, or callback.pass_over when that one left. Positions say at once in which order the line will come to them. 422 last_in_line: nobody waits behind; 422 let_pass_rests: not again before let_pass_again_at.
         */
        post: operations["callback_let_pass"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/callbacks/{callback}/explain": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                callback: components["parameters"]["callback"];
            };
            cookie?: never;
        };
        /** Why it is at its place. Names nobody. */
        get: operations["callback_explain"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/callbacks/{callback}/reveal": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                callback: components["parameters"]["callback"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show the number in full; the audit log notes who looked. */
        post: operations["callback_reveal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/callbacks/{callback}/link": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                callback: components["parameters"]["callback"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a signed link that opens this call back without signing in. */
        post: operations["callback_link"];
        /** Take every link of this call back back. */
        delete: operations["callback_unlink"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/links/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: components["parameters"]["token"];
            };
            cookie?: never;
        };
        /** What a signed link opens. Refused to whoever is signed in as somebody else. */
        get: operations["link_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/links/{token}/extend": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: components["parameters"]["token"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Wait longer, as its customer; the place stays. */
        post: operations["link_extend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/links/{token}/let-pass": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: components["parameters"]["token"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let the next one in line go first, once, as its customer; see callback_let_pass. */
        post: operations["link_let_pass"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/links/{token}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: components["parameters"]["token"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Leave the line, as its customer. */
        post: operations["link_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/calls-now": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A call back that is dialed at once. Refused unless the advisor is free and nobody waits, or is kept for you. */
        post: operations["call_now"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reservations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Keep a free advisor for yourself for two minutes. Again keeps its end; arranging or calling uses it. */
        post: operations["reservation_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reservations/{advisor}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                advisor: components["parameters"]["advisor"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Give the advisor back; the advisor may do it too, once the customer had a moment. */
        delete: operations["reservation_release"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reservations/{advisor}/extend": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                advisor: components["parameters"]["advisor"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Keep the advisor for longer, once. */
        post: operations["reservation_extend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The own calls; operators see all. */
        get: operations["call_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/calls/{call}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                call: components["parameters"]["call"];
            };
            cookie?: never;
        };
        /** One call. */
        get: operations["call_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/calls/{call}/keys": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                call: components["parameters"]["call"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Press a key of the menu your phone is in after a call; it does what that key does on the phone. */
        post: operations["call_press"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/calls/{call}/hang-up": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                call: components["parameters"]["call"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End the talk as its advisor, as `*` on the phone does. Your phone goes on into its menu. */
        post: operations["call_hang_up"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/calls/{call}/ladder": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                call: components["parameters"]["call"];
            };
            cookie?: never;
        };
        /** SIP, prompts, keys, sound and money of one call on one time line; also while it runs. Numbers are masked. */
        get: operations["call_ladder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/calls/{call}/capture": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                call: components["parameters"]["call"];
            };
            cookie?: never;
        };
        /** The SIP messages of one call, leg by leg, from a moment after each leg's end until they are forgotten (capture_keep_ms). Numbers are masked. */
        get: operations["call_capture"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/calls/{call}/link": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                call: components["parameters"]["call"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a signed link that opens this call's receipt without signing in. */
        post: operations["call_link"];
        /** Take every link of this receipt back. */
        delete: operations["call_unlink"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/calls/{call}/receipt": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                call: components["parameters"]["call"];
            };
            cookie?: never;
        };
        /** What was talked and what it cost; the same figures for both sides. */
        get: operations["call_receipt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your threads, the last written first, and how much of all is unread. Nobody else's, whatever the role. */
        get: operations["mail_list"];
        put?: never;
        /** Begin a thread with an advisor, or as an advisor with a customer who asked for a call or wrote before. */
        post: operations["mail_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mail/{thread}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                thread: components["parameters"]["thread"];
            };
            cookie?: never;
        };
        /** One of your threads, its mails newest first. */
        get: operations["mail_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mail/{thread}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                thread: components["parameters"]["thread"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Write into the thread. */
        post: operations["mail_answer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mail/{thread}/read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                thread: components["parameters"]["thread"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** You have seen it, up to a mail or all of it. */
        post: operations["mail_read"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/balance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is there to spend, what calls set aside, and what an advisor earned. */
        get: operations["balance_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/transfers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The own ledger lines. Operators name a customer, an advisor or the house. */
        get: operations["transfer_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{customer}/credits": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: components["parameters"]["customer"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put money into a customer's wallet. */
        post: operations["credit_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ledger/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Check every rule of the ledger now. */
        get: operations["ledger_verify"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened, newest first, as far as you may see it. */
        get: operations["event_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Server-sent events from now on, or after Last-Event-ID. */
        get: operations["event_stream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/lines/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Server-sent events that everybody may see; nobody need be signed in.
         * @description line.changed tells how an advisor's line is now: subject is the advisor, data what AdvisorLine says, number rises and makes older news recognisable. It tells of nobody who waits. It is sent at once, at most ten times a second for each advisor, has no id, and is not kept: it stands in no list of events, and whoever comes (again) asks for what is shown. event_stream sends it too.
         */
        get: operations["line_stream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/numbers/{number}/prove": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: components["parameters"]["number"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** We call your own number and speak a code of six digits. An older code opens nothing any more. */
        post: operations["number_prove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/numbers/{number}/code": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: components["parameters"]["number"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Type the spoken code in; then the number is proved. */
        post: operations["number_code"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/numbers/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** May we call this number? Checks the number alone, not whose it is. */
        get: operations["number_check"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/opt-outs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Numbers that are never called, masked, newest first. */
        get: operations["opt_out_list"];
        put?: never;
        /** Never call this number again. It cannot be undone. */
        post: operations["opt_out_add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything that can be set, section by section, and whose word each value is. */
        get: operations["setting_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change what is given, all or nothing. It counts from the next request and call on; talks that run keep their tariff. */
        patch: operations["setting_change"];
        trace?: never;
    };
    "/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who changed what, newest first. */
        get: operations["audit_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/wall": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The whole house at one instant, for the wallboard. A key of scope wall sees this and nothing else, without money. */
        get: operations["wall_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/wall/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Server-sent wall.changed whenever the wallboard has moved, at most four times a second. It says nothing else; ask wall_get then. */
        get: operations["wall_stream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/trunks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The trunks and how they do. */
        get: operations["trunk_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/trunks/{trunk}/test-calls": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                trunk: components["parameters"]["trunk"];
            };
            cookie?: never;
        };
        /** Test calls of this trunk, newest first. */
        get: operations["test_call_list"];
        put?: never;
        /** Have a number rung by this very trunk, to hear whether it works. Nobody pays for it; the phone is asked for a key. */
        post: operations["test_call_begin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/trunks/{trunk}/test-calls/{test_call}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                trunk: components["parameters"]["trunk"];
                test_call: components["parameters"]["test_call"];
            };
            cookie?: never;
        };
        /** How a test call goes, and what it showed. */
        get: operations["test_call_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What `ringback status` shows. */
        get: operations["status_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The numbers of the business that concern everybody. */
        get: operations["rules_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** Format: id */
        AccountId: string;
        /** Format: id */
        ApplicationId: string;
        /** Format: id */
        CustomerId: string;
        /** Format: id */
        AdvisorId: string;
        /** Format: id */
        NumberId: string;
        /** Format: id */
        TestCallId: string;
        /** Format: id */
        KeyId: string;
        /** Format: id */
        CategoryId: string;
        /** Format: id */
        ListingId: string;
        /** Format: id */
        CallbackId: string;
        /** Format: id */
        CallId: string;
        /** Format: id */
        ThreadId: string;
        /** Format: id */
        MailId: string;
        /** Format: id */
        TransferId: string;
        /** Format: date-time */
        Time: string;
        /** Format: date-time */
        TimeOrNull: string | null;
        Extension: string;
        /** @description As a person writes it; E.164 is best. */
        PhoneInput: string;
        /** Format: money */
        Money: {
            /** @description Minor units */
            amount: number;
            /** Format: currency */
            currency: string;
        };
        /**
         * @description owner all; floor lines, calls, people; finance money; product categories and listings; engineer trunks, health, calls
         * @enum {string}
         */
        OperatorPart: "owner" | "floor" | "finance" | "product" | "engineer";
        /** @enum {string} */
        Role: "customer" | "advisor" | "operator";
        /** @enum {string} */
        ApplicationState: "pending" | "approved" | "declined" | "withdrawn";
        /** @enum {string} */
        CallbackState: "waiting" | "offering" | "ringing" | "connected" | "completed" | "expired" | "cancelled" | "unreachable" | "no_funds" | "withdrawn";
        /** @enum {string} */
        CallState: "placed" | "consenting" | "bridged" | "paused" | "ended";
        /** @enum {string} */
        Intent: "taking_calls" | "arrange_only" | "away";
        /** @enum {string} */
        Activity: "idle" | "reserved" | "dialing" | "on_call" | "wrapping_up";
        /** @enum {string} */
        Button: "call_now" | "arrange" | "appointment" | "mail";
        NextCursor: string | null;
        Problem: {
            type: string;
            title: string;
            status: number;
            detail?: string;
            instance?: string;
            code: string;
            request_id?: string;
            errors?: {
                pointer?: string;
                parameter?: string;
                code: string;
                detail: string;
            }[];
        };
        Reason: {
            reason?: string;
        };
        SignIn: {
            login: string;
            password: string;
            /** @description Of the authenticator, or a recovery code, where a second factor is on */
            code?: string;
            /** @description true: answer a session token for Authorization: Bearer, and set no cookie */
            token?: boolean;
        };
        SignedUp: {
            /** @enum {string} */
            next: "sign_in";
        };
        Factor: {
            /** @description A code is asked for at sign-in */
            enrolled: boolean;
            /** @description Nothing else is allowed until it is on */
            required: boolean;
            confirmed_at: components["schemas"]["TimeOrNull"];
            recovery_left: number;
        };
        FactorAsk: {
            current_password: string;
        };
        FactorMade: {
            /** @description Base 32, to be typed in */
            secret: string;
            /** @description otpauth://…, to be shown as a picture */
            uri: string;
        };
        FactorConfirmed: {
            recovery_codes: string[];
        };
        FactorRemove: {
            current_password: string;
            code?: string;
        };
        Setup: {
            needed: boolean;
        };
        SetupAsk: {
            setup_token: string;
            login: string;
            nickname: string;
            password: string;
            /** @description true: answer a session token for Authorization: Bearer, and set no cookie */
            token?: boolean;
        };
        SignUp: {
            login: string;
            /** @description What others see and hear */
            nickname: string;
            password: string;
            timezone?: string;
            language?: string;
        };
        Session: {
            account: components["schemas"]["Account"];
            expires_at: components["schemas"]["Time"];
            token?: string;
        };
        Account: {
            id: components["schemas"]["AccountId"];
            /** @description The same person as a customer */
            customer: string | null;
            /** @description The same person as an advisor */
            advisor: string | null;
            roles: components["schemas"]["Role"][];
            /**
             * @description What an operator may; null: no operator
             * @enum {string|null}
             */
            operator_part: "owner" | "floor" | "finance" | "product" | "engineer" | null;
            login: string;
            nickname: string;
            timezone: string;
            language: string;
            /** @enum {string} */
            state: "active" | "suspended";
            created_at: components["schemas"]["Time"];
        };
        AccountPage: {
            data: components["schemas"]["Account"][];
            next_cursor: components["schemas"]["NextCursor"];
        };
        AccountAsk: {
            login: string;
            nickname: string;
            roles: components["schemas"]["Role"][];
            operator_part?: components["schemas"]["OperatorPart"];
            password?: string;
            timezone?: string;
            language?: string;
        };
        AccountPatch: {
            nickname?: string;
            roles?: components["schemas"]["Role"][];
            operator_part?: components["schemas"]["OperatorPart"];
            password?: string;
            current_password?: string;
            timezone?: string;
            language?: string;
        };
        Application: {
            id: components["schemas"]["ApplicationId"];
            account: components["schemas"]["AccountId"];
            /** @description Under which to advise */
            nickname: string;
            category: components["schemas"]["CategoryId"];
            category_title: string;
            /** @description Of the first listing */
            title: string;
            description: string;
            price: components["schemas"]["Money"];
            /** @description For the house alone; never public */
            about: string;
            state: components["schemas"]["ApplicationState"];
            asked_at: components["schemas"]["Time"];
            ended_at: components["schemas"]["TimeOrNull"];
            /** @description Why it was declined */
            reason: string;
            /** @description Made when it was approved */
            listing: string | null;
            /** @description For operators only */
            login?: string;
            /** @description For operators only */
            account_nickname?: string;
            /**
             * @description For operators only
             * @enum {string}
             */
            account_state?: "active" | "suspended";
            /** @description For operators only */
            ended_by?: string | null;
            /** @description For operators only */
            ended_by_nickname?: string | null;
        };
        ApplicationPage: {
            /** @description How many wait for an answer */
            pending: number;
            data: components["schemas"]["Application"][];
            next_cursor: components["schemas"]["NextCursor"];
        };
        ApplicationAsk: {
            /** @description Under which to advise; left out: the account's */
            nickname?: string;
            category: components["schemas"]["CategoryId"];
            title: string;
            description?: string;
            price: components["schemas"]["Money"];
            /** @description For the house alone: experience, how to be reached, papers */
            about?: string;
        };
        ApplicationTerms: {
            nickname?: string;
            category?: components["schemas"]["CategoryId"];
            title?: string;
            description?: string;
            price?: components["schemas"]["Money"];
            extension?: components["schemas"]["Extension"];
        };
        ApplicationNo: {
            reason: string;
        };
        Number: {
            id: components["schemas"]["NumberId"];
            /** @description E.164; masked (+1415***0132) unless it is your own or was revealed */
            number: string;
            masked: boolean;
            label: string;
            priority: number;
            proved: boolean;
            proved_at?: components["schemas"]["TimeOrNull"];
            created_at: components["schemas"]["Time"];
        };
        Proof: {
            number: components["schemas"]["NumberId"];
            /** @enum {string} */
            state: "dialing" | "ringing" | "answered" | "ended";
            expires_at: components["schemas"]["Time"];
            guesses_left: number;
        };
        Code: {
            code: string;
        };
        NumberPage: {
            data: components["schemas"]["Number"][];
            next_cursor: components["schemas"]["NextCursor"];
        };
        NumberAsk: {
            number: components["schemas"]["PhoneInput"];
            country?: string;
            label?: string;
        };
        NumberOrder: {
            numbers: components["schemas"]["NumberId"][];
        };
        NumberCheck: {
            input: string;
            e164?: string | null;
            display?: string | null;
            country?: string | null;
            kind?: string | null;
            callable: boolean;
            /** @enum {string} */
            reason: "ok" | "malformed" | "impossible" | "country_not_allowed" | "kind_not_allowed" | "premium" | "emergency" | "own";
            detail: string;
        };
        Key: {
            id: components["schemas"]["KeyId"];
            name: string;
            /** @enum {string} */
            scope: "read" | "write" | "wall";
            created_at: components["schemas"]["Time"];
            revoked_at: components["schemas"]["TimeOrNull"];
        };
        KeyMade: {
            id: components["schemas"]["KeyId"];
            name: string;
            /** @enum {string} */
            scope: "read" | "write" | "wall";
            secret: string;
            created_at: components["schemas"]["Time"];
            revoked_at?: components["schemas"]["TimeOrNull"];
        };
        KeyPage: {
            data: components["schemas"]["Key"][];
            next_cursor: components["schemas"]["NextCursor"];
        };
        KeyAsk: {
            name: string;
            /**
             * @description wall: an operator's, for a screen that shows the wallboard and may do nothing else
             * @default write
             * @enum {string}
             */
            scope: "read" | "write" | "wall";
        };
        Category: {
            id: components["schemas"]["CategoryId"];
            slug: string;
            title: string;
            description: string;
            position: number;
            /** @enum {string} */
            state: "open" | "closed";
            created_at?: components["schemas"]["Time"];
        };
        CategoryPage: {
            data: components["schemas"]["Category"][];
            next_cursor: components["schemas"]["NextCursor"];
        };
        CategoryAsk: {
            title: string;
            slug?: string;
            description?: string;
            position?: number;
        };
        CategoryPatch: {
            title?: string;
            slug?: string;
            description?: string;
            position?: number;
            /** @enum {string} */
            state?: "open" | "closed";
        };
        Listing: {
            id: components["schemas"]["ListingId"];
            advisor: components["schemas"]["AdvisorId"];
            advisor_nickname: string;
            category: components["schemas"]["CategoryId"];
            category_title: string;
            title: string;
            description: string;
            price: components["schemas"]["Money"];
            extension: string;
            /** @enum {string} */
            state: "open" | "closed";
            button: components["schemas"]["Button"];
            created_at?: components["schemas"]["Time"];
        };
        ListingPage: {
            data: components["schemas"]["Listing"][];
            next_cursor: components["schemas"]["NextCursor"];
        };
        ListingAsk: {
            advisor?: components["schemas"]["AdvisorId"];
            category: components["schemas"]["CategoryId"];
            title: string;
            description?: string;
            price: components["schemas"]["Money"];
            extension?: components["schemas"]["Extension"];
        };
        ListingPatch: {
            category?: components["schemas"]["CategoryId"];
            title?: string;
            description?: string;
            price?: components["schemas"]["Money"];
            extension?: components["schemas"]["Extension"];
        };
        Advisor: {
            id: components["schemas"]["AdvisorId"];
            nickname: string;
            intent: components["schemas"]["Intent"];
            activity: components["schemas"]["Activity"];
            callbacks_on: boolean;
            button: components["schemas"]["Button"];
            /** @description How many wait in line. Whoever is being called or is on the phone does not wait; the same everywhere it is told */
            waiting: number;
        };
        AdvisorPage: {
            data: components["schemas"]["Advisor"][];
            next_cursor: components["schemas"]["NextCursor"];
        };
        Availability: {
            advisor: components["schemas"]["AdvisorId"];
            intent: components["schemas"]["Intent"];
            activity: components["schemas"]["Activity"];
            callbacks_on: boolean;
            appointments_on: boolean;
            button: components["schemas"]["Button"];
            misses: number;
            paused_until?: components["schemas"]["TimeOrNull"];
            wrap_up_until?: components["schemas"]["TimeOrNull"];
            /** @description Kept for a customer who is about to call */
            reserved_until?: components["schemas"]["TimeOrNull"];
            /** @description From then on you may send that customer away: DELETE /v1/reservations/{advisor} */
            reserved_release_at?: components["schemas"]["TimeOrNull"];
            /** @description The intent that follows the running call */
            after_call?: string | null;
            /** @description End of a pause; then you take calls again */
            back_at?: components["schemas"]["TimeOrNull"];
            call?: string | null;
            /** @description Of `call` */
            call_state?: string | null;
            /** @description The menu your phone is in after a call, and the last key pressed in this call, on the phone or on a page */
            menu?: {
                /** @enum {string} */
                name: "menu" | "availability";
                pressed?: string;
                pressed_at?: components["schemas"]["TimeOrNull"];
            };
            /** @description As in Advisor: whoever is being called or is on the phone does not wait */
            waiting: number;
            changed_at: components["schemas"]["Time"];
            /** @description Only after a change: becoming available switched them on again */
            callbacks_switched_on?: boolean;
        };
        AvailabilityPatch: {
            intent?: components["schemas"]["Intent"];
            /**
             * @description This or intent
             * @enum {string|null}
             */
            after_call?: "arrange_only" | "away" | null;
            /** @description Only with an intent that takes no calls */
            back_in_seconds?: number;
            callbacks_on?: boolean;
            appointments_on?: boolean;
        };
        AdvisorOptions: {
            advisor: components["schemas"]["AdvisorId"];
            /** @description In effect */
            wrap_up_seconds: number;
            wrap_up_is_own: boolean;
            wrap_up_house_seconds: number;
            wrap_up_least_seconds: number;
            wrap_up_most_seconds: number;
            has_pin: boolean;
            pin_set_at: components["schemas"]["TimeOrNull"];
            /** @description False: this version has none yet */
            appointments_exist: boolean;
        };
        AdvisorOptionsPatch: {
            wrap_up_seconds?: number | null;
        };
        PinAsk: {
            /**
             * Format: password
             * @description 4 to 8 digits
             */
            pin: string;
        };
        KeyPress: {
            /**
             * @description The menu you looked at; refused when the phone left it
             * @enum {string}
             */
            menu: "menu" | "availability";
            /** @enum {string} */
            key: "1" | "2" | "3" | "4" | "9";
        };
        ArrangedCall: {
            callback: components["schemas"]["CallbackId"];
            position: number;
            state: components["schemas"]["CallbackState"];
            /** @enum {string} */
            channel: "web" | "phone";
            customer: components["schemas"]["CustomerId"];
            customer_nickname: string;
            call_back_until: components["schemas"]["Time"];
            /** @description To the advisor, an owner and finance */
            earned?: components["schemas"]["Money"];
            listing: components["schemas"]["ListingId"];
            listing_title: string;
            price: components["schemas"]["Money"];
            price_at_request?: components["schemas"]["Money"];
            requested_at: components["schemas"]["Time"];
            not_before?: components["schemas"]["TimeOrNull"];
            reason: string;
            /** @description Lets the next one go first */
            lets_pass?: boolean;
        };
        ArrangedCallPage: {
            data: components["schemas"]["ArrangedCall"][];
            next_cursor: components["schemas"]["NextCursor"];
            /** @description All that wait, not only this page. Whoever is being called or is on the phone is listed too, but does not wait */
            count: number;
        };
        EarningDay: {
            /** @description 2026-03-02, in the time zone of the advisor's account */
            day: string;
            begins: components["schemas"]["Time"];
            earned: components["schemas"]["Money"];
            talks: number;
            talked_seconds: number;
        };
        EarningPart: {
            /** @description Of the listing or the customer */
            id: string;
            name: string;
            earned: components["schemas"]["Money"];
            talks: number;
            talked_seconds: number;
        };
        Earnings: {
            advisor: components["schemas"]["AdvisorId"];
            timezone: string;
            /** @description The best first */
            listings: components["schemas"]["EarningPart"][];
            /** @description The best first */
            customers: components["schemas"]["EarningPart"][];
            earned: components["schemas"]["Money"];
            talks: number;
            talked_seconds: number;
            /** @description Oldest first, without gaps; the last is today */
            days: components["schemas"]["EarningDay"][];
        };
        AdvisorCustomer: {
            customer: components["schemas"]["CustomerId"];
            nickname: string;
            last_call: components["schemas"]["CallId"];
            last_talk_at: components["schemas"]["Time"];
            talks: number;
            talked_seconds: number;
            /** @description To the advisor, an owner and finance */
            earned?: components["schemas"]["Money"];
            /** @description Has an arranged call with you now */
            waits: boolean;
        };
        AdvisorCustomerPage: {
            data: components["schemas"]["AdvisorCustomer"][];
            next_cursor: components["schemas"]["NextCursor"];
        };
        AdvisorSummary: {
            advisor: components["schemas"]["AdvisorId"];
            /** @description Whose day `today` is */
            timezone: string;
            /** @description Call backs that wait and accepted appointments */
            arranged_calls: number;
            /** @description As `waiting` of the advisor */
            callbacks: number;
            appointments: number;
            /** @description Talked with so far */
            customers: number;
            balance: components["schemas"]["Money"];
            today: components["schemas"]["EarningDay"];
        };
        CallbackAsk: {
            listing: components["schemas"]["ListingId"];
            number: components["schemas"]["PhoneInput"];
            /** @description This or expires_at */
            wait_seconds?: number;
            expires_at?: components["schemas"]["Time"];
            /** @description Why you call, for the advisor; as long as the rules allow */
            reason?: string;
            customer?: components["schemas"]["CustomerId"];
        };
        CallbackPatch: {
            number?: components["schemas"]["PhoneInput"];
            expires_at?: components["schemas"]["Time"];
        };
        Extend: {
            seconds: number;
        };
        Callback: {
            id: components["schemas"]["CallbackId"];
            advisor: components["schemas"]["AdvisorId"];
            advisor_nickname: string;
            customer: components["schemas"]["CustomerId"];
            customer_nickname: string;
            listing: components["schemas"]["ListingId"];
            listing_title: string;
            /** @description Absent for the advisor; masked for operators until revealed */
            number?: string;
            number_masked?: boolean;
            /** @enum {string} */
            channel: "web" | "phone";
            state: components["schemas"]["CallbackState"];
            /** @description 1 is next; null when not waiting. The order in which the line will come to them, also after somebody let one pass */
            position: number | null;
            forecast?: components["schemas"]["Forecast"];
            forecast_why?: components["schemas"]["ForecastWhy"];
            /** @description You let the next one go first; over when that one was called or left */
            lets_pass?: boolean;
            /** @description The person before you lets you go first */
            let_first?: boolean;
            let_pass_again_at?: components["schemas"]["TimeOrNull"];
            requested_at: components["schemas"]["Time"];
            expires_at: components["schemas"]["Time"];
            not_before?: components["schemas"]["TimeOrNull"];
            attempts?: number;
            price: components["schemas"]["Money"];
            price_now?: components["schemas"]["Money"];
            reason: string;
            call?: string | null;
            ended_at?: components["schemas"]["TimeOrNull"];
            end_reason?: string | null;
        };
        CallbackPage: {
            data: components["schemas"]["Callback"][];
            next_cursor: components["schemas"]["NextCursor"];
        };
        CallNowAsk: {
            listing: components["schemas"]["ListingId"];
            number: components["schemas"]["PhoneInput"];
            /** @description How long to stay in line should the call not come about; else the shortest allowed */
            wait_seconds?: number;
            reason?: string;
        };
        ReservationAsk: {
            listing: components["schemas"]["ListingId"];
        };
        Reservation: {
            advisor: components["schemas"]["AdvisorId"];
            reserved_until: components["schemas"]["Time"];
            seconds_left: number;
            /** @description It was not kept for longer yet */
            may_extend: boolean;
        };
        LinkMade: {
            token: string;
            expires_at: components["schemas"]["Time"];
        };
        Linked: {
            /**
             * @description Which of the two is there
             * @enum {string}
             */
            kind: "callback" | "receipt";
            /** @description Of the link */
            expires_at: components["schemas"]["Time"];
            callback?: components["schemas"]["Callback"];
            receipt?: components["schemas"]["Receipt"];
        };
        Explanation: {
            callback: components["schemas"]["CallbackId"];
            state: components["schemas"]["CallbackState"];
            position: number | null;
            requested_at?: components["schemas"]["Time"];
            rule: string;
            steps_aside_until?: components["schemas"]["TimeOrNull"];
            advisor?: components["schemas"]["Advisor"];
            why_waiting?: string[];
            ahead_count?: number;
            ahead: {
                requested_at: components["schemas"]["Time"];
                state: components["schemas"]["CallbackState"];
                steps_aside_until?: components["schemas"]["TimeOrNull"];
                lets_pass?: boolean;
            }[];
        };
        Call: {
            id: components["schemas"]["CallId"];
            callback: string | null;
            advisor: components["schemas"]["AdvisorId"];
            advisor_nickname: string;
            customer: components["schemas"]["CustomerId"];
            customer_nickname: string;
            listing: components["schemas"]["ListingId"];
            listing_title: string;
            state: components["schemas"]["CallState"];
            price: components["schemas"]["Money"];
            created_at: components["schemas"]["Time"];
            accepted_at?: components["schemas"]["TimeOrNull"];
            /** @description The customer answered and is asked; absent before, and in lists */
            answered_at?: components["schemas"]["Time"];
            bridged_at?: components["schemas"]["TimeOrNull"];
            pause_ends_at?: components["schemas"]["TimeOrNull"];
            ended_at?: components["schemas"]["TimeOrNull"];
            end_cause?: string | null;
            end_side?: string | null;
            talked_seconds: number;
            talked_milliseconds?: number;
            limit_seconds?: number;
            /** @description Frozen with the hold; so far = this rule over talked_milliseconds */
            rate?: {
                price: components["schemas"]["Money"];
                minimum_seconds: number;
                step_seconds: number;
                free_under_seconds: number;
            };
            /** @description To the two of the call, an owner and finance */
            charge?: components["schemas"]["Money"];
            earned?: components["schemas"]["Money"];
            fee_per_minute?: components["schemas"]["Money"];
            /** @description The advisor's; with earned and fee for the advisor, an owner and finance only */
            share_basis_points?: number;
            settled_at?: components["schemas"]["TimeOrNull"];
        };
        CallPage: {
            data: components["schemas"]["Call"][];
            next_cursor: components["schemas"]["NextCursor"];
        };
        Ladder: {
            call: components["schemas"]["CallId"];
            state: components["schemas"]["CallState"];
            legs: {
                id: string;
                /** @enum {string} */
                side: "advisor" | "customer";
                /** @description Masked */
                number: string;
                /** @enum {string} */
                state: "dialing" | "ringing" | "answered" | "joined" | "ended";
                /** @description The INVITE was ordered */
                created_at: components["schemas"]["Time"];
                ringing_at: components["schemas"]["TimeOrNull"];
                answered_at: components["schemas"]["TimeOrNull"];
                ended_at: components["schemas"]["TimeOrNull"];
                end_cause: string | null;
                /** @description Of the final answer; 0: none */
                sip_code: number;
                trunk: string | null;
                sip_call_id: string;
            }[];
            marks: {
                at: components["schemas"]["Time"];
                side: string;
                what: string;
                detail?: string;
            }[];
            transfers: {
                id: components["schemas"]["TransferId"];
                at: components["schemas"]["Time"];
                kind: string;
                amount: components["schemas"]["Money"];
            }[];
        };
        Capture: {
            call: components["schemas"]["CallId"];
            legs: {
                id: string;
                /** @enum {string} */
                side: "advisor" | "customer";
                /** @description Messages in the middle that found no room */
                left_out: number;
                messages: {
                    at: components["schemas"]["Time"];
                    /** @description By us; false: by the trunk */
                    sent: boolean;
                    /** @description The first line, numbers masked */
                    start: string;
                    /** @description Those that help to find a fault; display names and digests are never kept */
                    headers: string[];
                    /** @description Codecs and direction of the sound, no addresses */
                    sdp: string[];
                    /** @description Headers were left out for want of room */
                    cut: boolean;
                }[];
            }[];
        };
        Receipt: {
            call: components["schemas"]["CallId"];
            callback?: string | null;
            advisor?: components["schemas"]["AdvisorId"];
            advisor_nickname?: string;
            customer?: components["schemas"]["CustomerId"];
            customer_nickname?: string;
            listing?: components["schemas"]["ListingId"];
            listing_title?: string;
            started_at: components["schemas"]["TimeOrNull"];
            ended_at: components["schemas"]["TimeOrNull"];
            /** @description Witnessed both ways */
            talked_milliseconds: number;
            /** @description Joined but not billed */
            paused_milliseconds: number;
            billed_seconds: number;
            rate: {
                price: components["schemas"]["Money"];
                minimum_seconds: number;
                step_seconds: number;
                free_under_seconds: number;
            };
            charge: components["schemas"]["Money"];
            promotion?: components["schemas"]["Money"];
            fee?: components["schemas"]["Money"];
            earned?: components["schemas"]["Money"];
            house?: components["schemas"]["Money"];
            share_basis_points?: number;
            end_cause?: string | null;
            end_side?: string | null;
            settled_at: components["schemas"]["TimeOrNull"];
            marks: {
                at: components["schemas"]["Time"];
                side: string;
                what: string;
                detail?: string;
            }[];
        };
        MailAsk: {
            to_advisor?: components["schemas"]["AdvisorId"];
            to_customer?: components["schemas"]["CustomerId"];
            /** @description Else the first line of the body */
            subject?: string;
            body: string;
        };
        MailAnswer: {
            body: string;
        };
        MailRead: {
            up_to?: components["schemas"]["MailId"];
        };
        Thread: {
            id: components["schemas"]["ThreadId"];
            advisor: components["schemas"]["AdvisorId"];
            customer: components["schemas"]["CustomerId"];
            /** @description Nickname of the other one */
            with: string;
            /** @enum {string} */
            you_are: "customer" | "advisor";
            subject: string;
            created_at: components["schemas"]["Time"];
            unread: number;
            last_is_yours: boolean;
            last_at: components["schemas"]["Time"];
            /** @description The beginning of the last mail */
            preview: string;
        };
        ThreadPage: {
            /** @description In all threads */
            unread: number;
            data: components["schemas"]["Thread"][];
            next_cursor: components["schemas"]["NextCursor"];
        };
        Mail: {
            id: components["schemas"]["MailId"];
            from: string;
            yours: boolean;
            unread: boolean;
            body: string;
            at: components["schemas"]["Time"];
        };
        MailPage: {
            thread: components["schemas"]["Thread"];
            data: components["schemas"]["Mail"][];
            next_cursor: components["schemas"]["NextCursor"];
        };
        MailSent: {
            thread: components["schemas"]["Thread"];
            mail: components["schemas"]["Mail"];
        };
        Balance: {
            customer?: string;
            available: components["schemas"]["Money"];
            held: components["schemas"]["Money"];
            earned?: components["schemas"]["Money"];
        };
        Transfer: {
            id: components["schemas"]["TransferId"];
            at: components["schemas"]["Time"];
            debit: string;
            credit: string;
            amount: components["schemas"]["Money"];
            effect: components["schemas"]["Money"];
            kind: string;
            cause: string;
            /** @description What the call came to that this money was set aside for or came back from; once it is settled */
            charge?: components["schemas"]["Money"];
            settled_at?: components["schemas"]["Time"];
        };
        TransferPage: {
            data: components["schemas"]["Transfer"][];
            next_cursor: components["schemas"]["NextCursor"];
        };
        CreditAsk: {
            amount: components["schemas"]["Money"];
            note?: string;
        };
        LedgerVerdict: {
            sound: boolean;
            transfers: number;
            accounts: number;
            sum: components["schemas"]["Money"];
            why: string;
        };
        Event: {
            id: string;
            /** @description Give it as Last-Event-ID to go on from there */
            number: number;
            at: components["schemas"]["Time"];
            kind: string;
            subject: string;
            data: Record<string, never>;
        };
        /** @description When the phone should ring, in whole two minutes: by `from` for half of those who were told so, by `to` for 80 of 100. Null with the reason in forecast_why. Not in lists. */
        Forecast: {
            from: components["schemas"]["Time"];
            to: components["schemas"]["Time"];
        } | null;
        /**
         * @description Why there is no forecast: the advisor is away or only arranges; too few past calls to tell yet; more than 100 ahead; it does not wait
         * @enum {string|null}
         */
        ForecastWhy: "away" | "arrange_only" | "few_calls" | "long_line" | "not_waiting" | null;
        LineForecast: {
            listing: components["schemas"]["ListingId"];
            /** @description The place one who joined now would have */
            position: number;
            forecast: components["schemas"]["Forecast"];
            forecast_why: components["schemas"]["ForecastWhy"];
            /** @description For each of wait_choices_seconds: almost_sure from 95 of 100, very_likely from 85, likely from 60; null: too few calls to tell */
            odds: {
                wait_seconds: number;
                /** @enum {string} */
                word: "almost_sure" | "very_likely" | "likely" | "may_not_reach_you";
            }[] | null;
        };
        /** @description The data of line.changed, the same as in Advisor. */
        AdvisorLine: {
            intent: components["schemas"]["Intent"];
            activity: components["schemas"]["Activity"];
            callbacks_on: boolean;
            button: components["schemas"]["Button"];
            waiting: number;
        };
        EventPage: {
            data: components["schemas"]["Event"][];
            next_cursor: components["schemas"]["NextCursor"];
        };
        OptOut: {
            /** @description Masked */
            number: string;
            at: components["schemas"]["Time"];
            source: string;
        };
        OptOutPage: {
            data: components["schemas"]["OptOut"][];
            next_cursor: components["schemas"]["NextCursor"];
        };
        OptOutAsk: {
            number: components["schemas"]["PhoneInput"];
            country?: string;
        };
        AuditLine: {
            id: string;
            at: components["schemas"]["Time"];
            /** @enum {string} */
            actor: "system" | "customer" | "advisor" | "operator";
            account: string | null;
            nickname: string | null;
            action: string;
            subject: string;
            detail: Record<string, never>;
        };
        AuditPage: {
            data: components["schemas"]["AuditLine"][];
            next_cursor: components["schemas"]["NextCursor"];
        };
        Settings: {
            sections: {
                /** @enum {string} */
                name: "calling" | "line" | "money" | "protection" | "sign_in" | "wallboard" | "upkeep" | "house";
                settings: components["schemas"]["Setting"][];
            }[];
        };
        Setting: {
            name: string;
            /**
             * @description length: milliseconds; switch: 0 or 1
             * @enum {string}
             */
            kind: "length" | "number" | "switch" | "words";
            sentence: string;
            value: string;
            preset: string;
            /** @description Of words: characters */
            least: number;
            most: number;
            /**
             * @description file: it can only be changed there, under file_key
             * @enum {string}
             */
            source: "preset" | "file" | "operator";
            file_key: string;
            /** @description A change counts after a restart */
            at_start: boolean;
            changed_at: components["schemas"]["TimeOrNull"];
            changed_by: string | null;
        };
        SettingsPatch: {
            changes: {
                name: string;
                /** @description null: back to the preset */
                value: string | null;
            }[];
        };
        Wall: {
            at: components["schemas"]["Time"];
            /** @description Call backs in state waiting: in a line and not being called; the same as the waiting of advisors */
            waiting: number;
            /** @description Whose midnight begins today */
            timezone: string;
            targets: {
                waiting: number;
                wait_seconds: number;
                kept_per_mille: number;
                channels_percent: number;
            };
            /** @description Of calls that ended; null for a key of scope wall */
            charged_last_hour: components["schemas"]["Money"] | null;
            /** @description Trunks that refused three times or more in five minutes */
            trunk_failures: {
                trunk: string;
                sip_code: number;
                times: number;
            }[];
            longest_wait_since: components["schemas"]["TimeOrNull"];
            longest_over_target: boolean;
            wait_target_seconds: number;
            /** @description Two people are talking */
            on_calls: number;
            /** @description Phones ring or ask */
            dialing: number;
            /** @description Advisors who want calls, busy or not */
            taking_calls: number;
            kept_today: {
                /** @description Call backs that became a talk inside the customer's limit */
                kept: number;
                /** @description Those whose limit passed or that were withdrawn */
                lost: number;
                per_mille: number | null;
                since: components["schemas"]["Time"];
            };
            trunks: components["schemas"]["Trunk"][];
            lines: {
                advisor: components["schemas"]["AdvisorId"];
                nickname: string;
                waiting: number;
                oldest_at: components["schemas"]["Time"];
                over_target: boolean;
            }[];
            advisors: {
                advisor: components["schemas"]["AdvisorId"];
                nickname: string;
                intent: components["schemas"]["Intent"];
                activity: components["schemas"]["Activity"];
                since: components["schemas"]["Time"];
                call: string | null;
                reserved_until: components["schemas"]["TimeOrNull"];
            }[];
            /** @description Begin of the first of 60 minutes */
            strip_since: components["schemas"]["Time"];
            arrivals: number[];
            completions: number[];
        };
        Trunk: {
            name: string;
            up: boolean;
            /** @description Something was heard of it since the start */
            known?: boolean;
            registered?: boolean;
            simulated?: boolean;
            channels?: number;
            max_channels?: number;
            round_trip_ms?: number;
            since?: components["schemas"]["TimeOrNull"];
            why?: string | null;
        };
        TrunkPage: {
            data: components["schemas"]["Trunk"][];
            next_cursor: components["schemas"]["NextCursor"];
        };
        TestCallAsk: {
            number: components["schemas"]["PhoneInput"];
            country?: string;
        };
        TestCall: {
            id: components["schemas"]["TestCallId"];
            trunk: string;
            operator: components["schemas"]["AccountId"];
            /** @description Masked */
            number: string;
            /** @enum {string} */
            state: "dialing" | "ringing" | "answered" | "ended";
            created_at: components["schemas"]["Time"];
            ringing_at: components["schemas"]["TimeOrNull"];
            answered_at: components["schemas"]["TimeOrNull"];
            ended_at: components["schemas"]["TimeOrNull"];
            end_cause: string | null;
            /** @description The network's last answer */
            sip_code: number | null;
            /** @description The key that was heard */
            key: string | null;
            /** @description Packets of sound from the phone; counted when the prompt is over, a key comes, or the call ends */
            packets_heard: number;
            packets_sent: number;
            /** @enum {string} */
            sound: "unknown" | "none" | "from_phone" | "to_phone" | "both_ways";
            /** @enum {string} */
            result: "running" | "works" | "no_key" | "no_sound_from_phone" | "no_sound_to_phone" | "nobody_answered" | "busy" | "declined" | "no_such_number" | "not_accepted" | "not_by_this_trunk" | "no_common_sound" | "no_answer_from_trunk" | "trunk_full" | "failed" | "given_up" | "restarted";
            /** @description The result as a sentence that says what to do */
            words: string;
        };
        TestCallPage: {
            data: components["schemas"]["TestCall"][];
            next_cursor: components["schemas"]["NextCursor"];
        };
        Status: {
            version: string;
            healthy: boolean;
            node?: string;
            started_at?: components["schemas"]["Time"];
            up_seconds?: number;
            draining?: boolean;
            phones_on_the_line?: number;
            messages_waiting?: number;
            messages_committed?: number;
            store_sound?: boolean;
            ledger_sound?: boolean;
            /** @description Of the last forecasts that can be judged, how many phones rang by the begin (said 50 of 100) and by the end (said 80 of 100) of the range */
            forecasts?: {
                made: number;
                by_from: number;
                by_to: number;
            };
            /** @description The rows of /readyz */
            checks?: {
                name: string;
                ok: boolean;
                since: components["schemas"]["TimeOrNull"];
                /** @description What to do when it is not */
                fix: string;
            }[];
        };
        Rules: {
            brand: string;
            /** @description The number that called people see, E.164; absent when no trunk shows one */
            caller_id?: string;
            currency: string;
            timezone: string;
            language: string;
            wait_least_seconds: number;
            wait_most_seconds: number;
            wait_choices_seconds?: number[];
            line_cap: number;
            customer_cap: number;
            bill_minimum_seconds: number;
            bill_step_seconds: number;
            free_under_seconds: number;
            check_minutes: number;
            reason_most: number;
            /** @description Length of an advisor's pause */
            break_seconds?: number;
            password_least?: number;
            /** @description Customers may apply to become advisors */
            applications_open?: boolean;
        };
    };
    responses: {
        /** @description A problem (RFC 9457) */
        Problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        limit: number;
        cursor: string;
        account: components["schemas"]["AccountId"];
        application: components["schemas"]["ApplicationId"];
        customer: components["schemas"]["CustomerId"];
        advisor: components["schemas"]["AdvisorId"];
        number: components["schemas"]["NumberId"];
        key: components["schemas"]["KeyId"];
        category: components["schemas"]["CategoryId"];
        listing: components["schemas"]["ListingId"];
        callback: components["schemas"]["CallbackId"];
        trunk: string;
        test_call: components["schemas"]["TestCallId"];
        thread: components["schemas"]["ThreadId"];
        token: string;
        call: components["schemas"]["CallId"];
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    sign_in: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /** @description Signed in */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            401: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
        };
    };
    sign_up: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignUp"];
            };
        };
        responses: {
            /** @description Sign in now: it works if the login was free, or if it is yours */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedUp"];
                };
            };
            403: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
        };
    };
    setup_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Setup"];
                };
            };
        };
    };
    setup_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetupAsk"];
            };
        };
        responses: {
            /** @description You are the operator and signed in */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
        };
    };
    sign_out: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session is over */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem"];
        };
    };
    me_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The own account */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            401: components["responses"]["Problem"];
        };
    };
    factor_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Factor"];
                };
            };
        };
    };
    factor_begin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FactorAsk"];
            };
        };
        responses: {
            /** @description The secret */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FactorMade"];
                };
            };
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
        };
    };
    factor_confirm: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Code"];
            };
        };
        responses: {
            /** @description It is on */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FactorConfirmed"];
                };
            };
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
        };
    };
    factor_remove: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FactorRemove"];
            };
        };
        responses: {
            /** @description It is off */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
        };
    };
    factor_reset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: components["parameters"]["account"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is off */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
        };
    };
    account_list: {
        parameters: {
            query?: {
                limit?: components["parameters"]["limit"];
                cursor?: components["parameters"]["cursor"];
                role?: components["schemas"]["Role"];
                state?: "active" | "suspended";
                login?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountPage"];
                };
            };
            400: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
        };
    };
    account_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountAsk"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            403: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
        };
    };
    account_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: components["parameters"]["account"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The account */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            404: components["responses"]["Problem"];
        };
    };
    account_change: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: components["parameters"]["account"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/merge-patch+json": components["schemas"]["AccountPatch"];
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
        };
    };
    account_suspend: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: components["parameters"]["account"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Reason"];
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
        };
    };
    account_restore: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: components["parameters"]["account"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Reason"];
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
        };
    };
    application_list: {
        parameters: {
            query?: {
                limit?: components["parameters"]["limit"];
                cursor?: components["parameters"]["cursor"];
                state?: components["schemas"]["ApplicationState"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationPage"];
                };
            };
            400: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
        };
    };
    application_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApplicationAsk"];
            };
        };
        responses: {
            /** @description It waits for an answer */
            201: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Application"];
                };
            };
            403: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
        };
    };
    application_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                application: components["parameters"]["application"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Application"];
                };
            };
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
        };
    };
    application_withdraw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                application: components["parameters"]["application"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Application"];
                };
            };
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
        };
    };
    application_approve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                application: components["parameters"]["application"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ApplicationTerms"];
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Application"];
                };
            };
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
        };
    };
    application_decline: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                application: components["parameters"]["application"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApplicationNo"];
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Application"];
                };
            };
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
        };
    };
    number_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: components["parameters"]["account"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NumberPage"];
                };
            };
            404: components["responses"]["Problem"];
        };
    };
    number_add: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: components["parameters"]["account"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NumberAsk"];
            };
        };
        responses: {
            /** @description It was there already */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Number"];
                };
            };
            /** @description Added */
            201: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Number"];
                };
            };
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
        };
    };
    number_reorder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: components["parameters"]["account"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NumberOrder"];
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NumberPage"];
                };
            };
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
        };
    };
    number_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: components["parameters"]["account"];
                number: components["parameters"]["number"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: components["responses"]["Problem"];
        };
    };
    number_reveal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: components["parameters"]["account"];
                number: components["parameters"]["number"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The number */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Number"];
                };
            };
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
        };
    };
    account_key_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: components["parameters"]["account"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyPage"];
                };
            };
            404: components["responses"]["Problem"];
        };
    };
    account_key_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: components["parameters"]["account"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeyAsk"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyMade"];
                };
            };
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
        };
    };
    account_key_revoke: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: components["parameters"]["account"];
                key: components["parameters"]["key"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It opens nothing any more */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: components["responses"]["Problem"];
        };
    };
    category_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CategoryPage"];
                };
            };
        };
    };
    category_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CategoryAsk"];
            };
        };
        responses: {
            /** @description Added */
            201: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Category"];
                };
            };
            403: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
        };
    };
    category_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                category: components["parameters"]["category"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The category */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Category"];
                };
            };
            404: components["responses"]["Problem"];
        };
    };
    category_change: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                category: components["parameters"]["category"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/merge-patch+json": components["schemas"]["CategoryPatch"];
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Category"];
                };
            };
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
        };
    };
    listing_list: {
        parameters: {
            query?: {
                limit?: components["parameters"]["limit"];
                cursor?: components["parameters"]["cursor"];
                advisor?: components["schemas"]["AdvisorId"];
                category?: components["schemas"]["CategoryId"];
                extension?: components["schemas"]["Extension"];
                all?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListingPage"];
                };
            };
            400: components["responses"]["Problem"];
        };
    };
    listing_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ListingAsk"];
            };
        };
        responses: {
            /** @description Offered */
            201: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing"];
                };
            };
            403: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
        };
    };
    listing_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                listing: components["parameters"]["listing"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The listing */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing"];
                };
            };
            404: components["responses"]["Problem"];
        };
    };
    listing_change: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                listing: components["parameters"]["listing"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/merge-patch+json": components["schemas"]["ListingPatch"];
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing"];
                };
            };
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
        };
    };
    listing_forecast: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                listing: components["parameters"]["listing"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LineForecast"];
                };
            };
            404: components["responses"]["Problem"];
        };
    };
    listing_close: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                listing: components["parameters"]["listing"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing"];
                };
            };
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
        };
    };
    advisor_list: {
        parameters: {
            query?: {
                limit?: components["parameters"]["limit"];
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdvisorPage"];
                };
            };
            400: components["responses"]["Problem"];
        };
    };
    advisor_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                advisor: components["parameters"]["advisor"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The advisor */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Advisor"];
                };
            };
            404: components["responses"]["Problem"];
            410: components["responses"]["Problem"];
        };
    };
    availability_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                advisor: components["parameters"]["advisor"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Availability"];
                };
            };
            404: components["responses"]["Problem"];
        };
    };
    availability_change: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                advisor: components["parameters"]["advisor"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/merge-patch+json": components["schemas"]["AvailabilityPatch"];
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Availability"];
                };
            };
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
        };
    };
    advisor_next: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                advisor: components["parameters"]["advisor"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Availability"];
                };
            };
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
        };
    };
    advisor_options: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                advisor: components["parameters"]["advisor"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdvisorOptions"];
                };
            };
            404: components["responses"]["Problem"];
        };
    };
    advisor_options_change: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                advisor: components["parameters"]["advisor"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/merge-patch+json": components["schemas"]["AdvisorOptionsPatch"];
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdvisorOptions"];
                };
            };
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
        };
    };
    advisor_pin_set: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                advisor: components["parameters"]["advisor"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PinAsk"];
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdvisorOptions"];
                };
            };
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
        };
    };
    advisor_pin_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                advisor: components["parameters"]["advisor"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description There is none */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: components["responses"]["Problem"];
        };
    };
    arranged_call_list: {
        parameters: {
            query?: {
                limit?: components["parameters"]["limit"];
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path: {
                advisor: components["parameters"]["advisor"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page and the count of all */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArrangedCallPage"];
                };
            };
            400: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
        };
    };
    advisor_earnings: {
        parameters: {
            query?: {
                days?: number;
            };
            header?: never;
            path: {
                advisor: components["parameters"]["advisor"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Earnings"];
                };
            };
            400: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
        };
    };
    advisor_customers: {
        parameters: {
            query?: {
                limit?: components["parameters"]["limit"];
                cursor?: components["parameters"]["cursor"];
                /** @description This one only */
                customer?: components["schemas"]["CustomerId"];
            };
            header?: never;
            path: {
                advisor: components["parameters"]["advisor"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdvisorCustomerPage"];
                };
            };
            400: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
        };
    };
    advisor_summary: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                advisor: components["parameters"]["advisor"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdvisorSummary"];
                };
            };
            400: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
        };
    };
    callback_list: {
        parameters: {
            query?: {
                limit?: components["parameters"]["limit"];
                cursor?: components["parameters"]["cursor"];
                state?: components["schemas"]["CallbackState"];
                live?: boolean;
                advisor?: components["schemas"]["AdvisorId"];
                customer?: components["schemas"]["CustomerId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallbackPage"];
                };
            };
            400: components["responses"]["Problem"];
        };
    };
    callback_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CallbackAsk"];
            };
        };
        responses: {
            /** @description You were in line already; number and time are as asked now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Callback"];
                };
            };
            /** @description You are in line */
            201: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Callback"];
                };
            };
            400: components["responses"]["Problem"];
            402: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
        };
    };
    callback_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                callback: components["parameters"]["callback"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The call back */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Callback"];
                };
            };
            404: components["responses"]["Problem"];
        };
    };
    callback_change: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                callback: components["parameters"]["callback"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/merge-patch+json": components["schemas"]["CallbackPatch"];
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Callback"];
                };
            };
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
        };
    };
    callback_cancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                callback: components["parameters"]["callback"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Reason"];
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Callback"];
                };
            };
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
        };
    };
    callback_extend: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                callback: components["parameters"]["callback"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Extend"];
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Callback"];
                };
            };
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
        };
    };
    callback_let_pass: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                callback: components["parameters"]["callback"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Callback"];
                };
            };
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
        };
    };
    callback_explain: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                callback: components["parameters"]["callback"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rule and those ahead */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Explanation"];
                };
            };
            404: components["responses"]["Problem"];
        };
    };
    callback_reveal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                callback: components["parameters"]["callback"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The call back with its number */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Callback"];
                };
            };
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
        };
    };
    callback_link: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                callback: components["parameters"]["callback"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The token; show it as a link to the tracker */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkMade"];
                };
            };
            404: components["responses"]["Problem"];
        };
    };
    callback_unlink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                callback: components["parameters"]["callback"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description They open nothing any more */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: components["responses"]["Problem"];
        };
    };
    link_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: components["parameters"]["token"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Linked"];
                };
            };
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
        };
    };
    link_extend: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: components["parameters"]["token"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Extend"];
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Linked"];
                };
            };
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
        };
    };
    link_let_pass: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: components["parameters"]["token"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Linked"];
                };
            };
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
        };
    };
    link_cancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: components["parameters"]["token"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Linked"];
                };
            };
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
        };
    };
    call_now: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CallNowAsk"];
            };
        };
        responses: {
            /** @description You were in line already */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Callback"];
                };
            };
            /** @description The advisor's phone will ring in a moment */
            201: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Callback"];
                };
            };
            400: components["responses"]["Problem"];
            402: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
        };
    };
    reservation_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReservationAsk"];
            };
        };
        responses: {
            /** @description Kept */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reservation"];
                };
            };
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
        };
    };
    reservation_release: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                advisor: components["parameters"]["advisor"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Free again */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
        };
    };
    reservation_extend: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                advisor: components["parameters"]["advisor"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Kept for longer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reservation"];
                };
            };
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
        };
    };
    call_list: {
        parameters: {
            query?: {
                limit?: components["parameters"]["limit"];
                cursor?: components["parameters"]["cursor"];
                live?: boolean;
                advisor?: components["schemas"]["AdvisorId"];
                customer?: components["schemas"]["CustomerId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallPage"];
                };
            };
            400: components["responses"]["Problem"];
        };
    };
    call_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                call: components["parameters"]["call"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The call */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Call"];
                };
            };
            404: components["responses"]["Problem"];
        };
    };
    call_press: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                call: components["parameters"]["call"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeyPress"];
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Availability"];
                };
            };
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
        };
    };
    call_hang_up: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                call: components["parameters"]["call"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It ends in a moment, or is over already */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Call"];
                };
            };
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
        };
    };
    call_ladder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                call: components["parameters"]["call"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The ladder */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ladder"];
                };
            };
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
        };
    };
    call_capture: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                call: components["parameters"]["call"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The messages */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Capture"];
                };
            };
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
        };
    };
    call_link: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                call: components["parameters"]["call"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The token; show it as a link to the receipt */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkMade"];
                };
            };
            404: components["responses"]["Problem"];
        };
    };
    call_unlink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                call: components["parameters"]["call"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description They open nothing any more */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: components["responses"]["Problem"];
        };
    };
    call_receipt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                call: components["parameters"]["call"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The receipt */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Receipt"];
                };
            };
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
        };
    };
    mail_list: {
        parameters: {
            query?: {
                limit?: components["parameters"]["limit"];
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ThreadPage"];
                };
            };
            400: components["responses"]["Problem"];
        };
    };
    mail_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MailAsk"];
            };
        };
        responses: {
            /** @description Sent */
            201: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailSent"];
                };
            };
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
        };
    };
    mail_get: {
        parameters: {
            query?: {
                limit?: components["parameters"]["limit"];
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path: {
                thread: components["parameters"]["thread"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailPage"];
                };
            };
            400: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
        };
    };
    mail_answer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                thread: components["parameters"]["thread"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MailAnswer"];
            };
        };
        responses: {
            /** @description Sent */
            201: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailSent"];
                };
            };
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
        };
    };
    mail_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                thread: components["parameters"]["thread"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["MailRead"];
            };
        };
        responses: {
            /** @description Noted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
        };
    };
    balance_get: {
        parameters: {
            query?: {
                customer?: components["schemas"]["CustomerId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Balance"];
                };
            };
            404: components["responses"]["Problem"];
        };
    };
    transfer_list: {
        parameters: {
            query?: {
                limit?: components["parameters"]["limit"];
                cursor?: components["parameters"]["cursor"];
                book?: "wallet" | "earned" | "house";
                customer?: components["schemas"]["CustomerId"];
                advisor?: components["schemas"]["AdvisorId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransferPage"];
                };
            };
            400: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
        };
    };
    credit_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: components["parameters"]["customer"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreditAsk"];
            };
        };
        responses: {
            /** @description The balance afterwards */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Balance"];
                };
            };
            400: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
        };
    };
    ledger_verify: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The verdict */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LedgerVerdict"];
                };
            };
            403: components["responses"]["Problem"];
        };
    };
    event_list: {
        parameters: {
            query?: {
                limit?: components["parameters"]["limit"];
                cursor?: components["parameters"]["cursor"];
                kind?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventPage"];
                };
            };
            400: components["responses"]["Problem"];
        };
    };
    event_stream: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A stream */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            503: components["responses"]["Problem"];
        };
    };
    line_stream: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A stream */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            503: components["responses"]["Problem"];
        };
    };
    number_prove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: components["parameters"]["number"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It will ring in a moment; number.* events tell how it goes */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Proof"];
                };
            };
            400: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    number_code: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: components["parameters"]["number"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Code"];
            };
        };
        responses: {
            /** @description It is yours */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Number"];
                };
            };
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
        };
    };
    number_check: {
        parameters: {
            query: {
                input: string;
                country?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The verdict */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NumberCheck"];
                };
            };
            422: components["responses"]["Problem"];
        };
    };
    opt_out_list: {
        parameters: {
            query?: {
                limit?: components["parameters"]["limit"];
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OptOutPage"];
                };
            };
            400: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
        };
    };
    opt_out_add: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OptOutAsk"];
            };
        };
        responses: {
            /** @description Noted for ever */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
        };
    };
    setting_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
            403: components["responses"]["Problem"];
        };
    };
    setting_change: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/merge-patch+json": components["schemas"]["SettingsPatch"];
            };
        };
        responses: {
            /** @description As they are now */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
            403: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
        };
    };
    audit_list: {
        parameters: {
            query?: {
                limit?: components["parameters"]["limit"];
                cursor?: components["parameters"]["cursor"];
                account?: components["schemas"]["AccountId"];
                action?: string;
                subject?: string;
                /** @description A nickname */
                who?: string;
                since?: string;
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditPage"];
                };
            };
            400: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
        };
    };
    wall_get: {
        parameters: {
            query?: {
                category?: components["schemas"]["CategoryId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Wall"];
                };
            };
            403: components["responses"]["Problem"];
        };
    };
    wall_stream: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A stream */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            403: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    trunk_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrunkPage"];
                };
            };
            403: components["responses"]["Problem"];
        };
    };
    test_call_list: {
        parameters: {
            query?: {
                limit?: components["parameters"]["limit"];
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path: {
                trunk: components["parameters"]["trunk"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestCallPage"];
                };
            };
            400: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
        };
    };
    test_call_begin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                trunk: components["parameters"]["trunk"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TestCallAsk"];
            };
        };
        responses: {
            /** @description It will ring in a moment; test_call.* events tell how it goes */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestCall"];
                };
            };
            400: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    test_call_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                trunk: components["parameters"]["trunk"];
                test_call: components["parameters"]["test_call"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestCall"];
                };
            };
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
        };
    };
    status_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Status"];
                };
            };
            403: components["responses"]["Problem"];
        };
    };
    rules_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rules */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rules"];
                };
            };
        };
    };
}
