// SPDX-License-Identifier: Apache-2.0
import { useQuery } from "@tanstack/react-query";
import { api, ask } from "../lib/api";
import { KEYS } from "../lib/query";

/** The business' own numbers and its name; they hardly change. */
export const useRules = () =>
	useQuery({ queryKey: KEYS.rules, queryFn: () => ask(api.GET("/v1/rules")), staleTime: 600_000 });
