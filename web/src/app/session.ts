// SPDX-License-Identifier: Apache-2.0
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ask, type Schemas } from "../lib/api";
import { Problem } from "../lib/problem";
import { KEYS } from "../lib/query";

export type Me = Schemas["Account"];
export type Role = Schemas["Role"];

const whoAmI = async (): Promise<Me | null> => {
	try {
		return await ask(api.GET("/v1/me"));
	} catch (error) {
		if (error instanceof Problem && error.status === 401) return null;
		throw error;
	}
};

/** Who is signed in; null: nobody. */
export const useMe = () => useQuery({ queryKey: KEYS.me, queryFn: whoAmI, staleTime: 60_000 });

export function useSignIn() {
	const client = useQueryClient();
	return useMutation({
		mutationFn: (body: { login: string; password: string; code?: string }) => ask(api.POST("/v1/sign-in", { body })),
		onSuccess: (session) => {
			client.clear();
			client.setQueryData(KEYS.me, session.account);
		},
	});
}

export function useSignOut() {
	const client = useQueryClient();
	return useMutation({
		mutationFn: () => ask(api.POST("/v1/sign-out")),
		onSettled: () => {
			sessionStorage.clear(); // forms that were begun are nobody else's business
			client.clear();
			client.setQueryData(KEYS.me, null);
		},
	});
}

/** Where somebody begins after signing in. */
export function homeOf(me: Me): string {
	if (me.roles.includes("operator")) return "/op";
	return me.roles.includes("advisor") ? "/pro" : "/account";
}

export function useSignUp() {
	const client = useQueryClient();
	return useMutation({
		mutationFn: async (body: Schemas["SignUp"]) => {
			await ask(api.POST("/v1/sign-up", { body }));
			return ask(api.POST("/v1/sign-in", { body: { login: body.login, password: body.password } }));
		},
		onSuccess: (session) => {
			client.clear();
			client.setQueryData(KEYS.me, session.account);
		},
	});
}
