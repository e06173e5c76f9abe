// SPDX-License-Identifier: Apache-2.0
// Who asks to become an advisor: the applicant's side, and the house's.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ask, type Schemas } from "../lib/api";
import { KEYS } from "../lib/query";

export type Application = Schemas["Application"];

/** The own ones, newest first. Whoever is an operator too is shown everybody's: the own are picked out. */
export const useOwnApplications = (account: string, enabled = true) =>
	useQuery({
		queryKey: [...KEYS.applications, "own", account],
		queryFn: async () =>
			(await ask(api.GET("/v1/applications", { params: { query: { limit: 20 } } }))).data.filter((one) => one.account === account),
		enabled,
	});

/** Those that wait, and how many they are. */
export const usePendingApplications = (enabled = true) =>
	useQuery({
		queryKey: [...KEYS.applications, "pending"],
		queryFn: () => ask(api.GET("/v1/applications", { params: { query: { state: "pending", limit: 100 } } })),
		enabled,
	});

export const useApplication = (application: string) =>
	useQuery({
		queryKey: [...KEYS.applications, application],
		queryFn: () => ask(api.GET("/v1/applications/{application}", { params: { path: { application } } })),
	});

type Done = (now: Application) => void;

/** `done` is the hook's, not the call's: the form is often gone before the answer is. */
function useStep<V>(step: (value: V) => Promise<Application>, done: Done) {
	const client = useQueryClient();
	return useMutation({
		mutationFn: step,
		onSuccess: (now) => {
			if (client.getQueryData([...KEYS.applications, now.id])) client.setQueryData([...KEYS.applications, now.id], now);
			done(now);
		},
		onSettled: () => client.invalidateQueries({ queryKey: KEYS.applications }),
	});
}

export const useApply = (done: Done) => useStep((body: Schemas["ApplicationAsk"]) => ask(api.POST("/v1/applications", { body })), done);

export const useWithdraw = (done: Done) =>
	useStep((application: string) => ask(api.POST("/v1/applications/{application}/withdraw", { params: { path: { application } } })), done);

export const useApprove = (application: string, done: Done) =>
	useStep((body: Schemas["ApplicationTerms"]) => ask(api.POST("/v1/applications/{application}/approve", { params: { path: { application } }, body })), done);

export const useDecline = (application: string, done: Done) =>
	useStep((reason: string) => ask(api.POST("/v1/applications/{application}/decline", { params: { path: { application } }, body: { reason } })), done);
