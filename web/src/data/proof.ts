// SPDX-License-Identifier: Apache-2.0
// A number is proved by a call that speaks a code.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, ask } from "../lib/api";
import { KEYS } from "../lib/query";

export const useProve = () =>
	useMutation({
		mutationFn: ({ number, key }: { number: string; key: string }) =>
			ask(api.POST("/v1/numbers/{number}/prove", { params: { path: { number } }, headers: { "Idempotency-Key": key } })),
	});

export function useCode() {
	const client = useQueryClient();
	return useMutation({
		mutationFn: ({ number, code }: { number: string; code: string }) =>
			ask(api.POST("/v1/numbers/{number}/code", { params: { path: { number } }, body: { code } })),
		onSuccess: () => void client.invalidateQueries({ queryKey: KEYS.numbers }),
	});
}
