// SPDX-License-Identifier: Apache-2.0
// What an advisor decides once: the length of wrap-up and the PIN for the telephone.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ask, MERGE, type Schemas } from "../lib/api";

export type Options = Schemas["AdvisorOptions"];
const keyOf = (advisor: string) => ["options", advisor];

export const useOptions = (advisor: string) =>
	useQuery({
		queryKey: keyOf(advisor),
		queryFn: () => ask(api.GET("/v1/advisors/{advisor}/options", { params: { path: { advisor } } })),
	});

function useOptionStep<V, R>(advisor: string, step: (value: V) => Promise<R>) {
	const client = useQueryClient();
	return useMutation({
		mutationFn: step,
		onSettled: () => void client.invalidateQueries({ queryKey: keyOf(advisor) }),
	});
}

export const useChangeOptions = (advisor: string) =>
	useOptionStep(advisor, (body: Schemas["AdvisorOptionsPatch"]) =>
		ask(api.PATCH("/v1/advisors/{advisor}/options", { params: { path: { advisor } }, body, headers: MERGE })),
	);

export const useSetPin = (advisor: string) =>
	useOptionStep(advisor, (pin: string) =>
		ask(api.PUT("/v1/advisors/{advisor}/pin", { params: { path: { advisor } }, body: { pin } })),
	);

export const useRemovePin = (advisor: string) =>
	useOptionStep<void, unknown>(advisor, () => ask(api.DELETE("/v1/advisors/{advisor}/pin", { params: { path: { advisor } } })));
