// SPDX-License-Identifier: Apache-2.0
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { t } from "../i18n/t";
import { api, ask } from "../lib/api";
import { problemOf } from "../lib/problem";
import { Answer, Button, Card, Muted, Panel, ProblemBox, Stack, TextField } from "../kit";
import css from "./op.module.css";
import { RemoveFactor } from "./RemoveFactor";

const KEY = ["factor"];

function useFactor() {
	const client = useQueryClient();
	const refresh = () => void client.invalidateQueries({ queryKey: KEY });
	return {
		is: useQuery({ queryKey: KEY, queryFn: () => ask(api.GET("/v1/second-factor")) }),
		begin: useMutation({
			mutationFn: (current_password: string) => ask(api.POST("/v1/second-factor", { body: { current_password } })),
		}),
		confirm: useMutation({
			mutationFn: (code: string) => ask(api.POST("/v1/second-factor/confirm", { body: { code } })),
			onSuccess: refresh,
		}),
		remove: useMutation({
			mutationFn: (body: { current_password: string; code: string }) => ask(api.POST("/v1/second-factor/remove", { body })),
			onSuccess: refresh,
		}),
	};
}

export type Factor = ReturnType<typeof useFactor>;

/** Password, then secret, then a first code. */
function Begin({ begin, confirm }: Factor) {
	const [password, setPassword] = useState("");
	const [code, setCode] = useState("");
	const made = begin.data;
	const wrong = begin.isError ? problemOf(begin.error) : undefined;
	const wrongCode = confirm.isError ? problemOf(confirm.error) : undefined;
	return (
		<form
			className={css.form}
			onSubmit={(event) => {
				event.preventDefault();
				if (made) confirm.mutate(code.trim());
				else begin.mutate(password);
			}}
		>
			{made ? (
				<>
					<p>
						{t("op.factor_secret")} <code className={css.mono}>{made.secret}</code>
					</p>
					<p>
						<a href={made.uri}>{t("op.factor_open")}</a>
					</p>
					<TextField label={t("op.factor_code")} inputMode="numeric" autoComplete="one-time-code" value={code} maxLength={6} minLength={6} required onText={setCode} error={wrongCode?.of("code")} />
				</>
			) : (
				<TextField label={t("op.factor_password")} type="password" autoComplete="current-password" value={password} required onText={setPassword} error={wrong?.of("current_password")} />
			)}
			{wrong && !wrong.of("current_password") && <ProblemBox error={begin.error} />}
			{wrongCode && !wrongCode.of("code") && <ProblemBox error={confirm.error} />}
			<div>
				<Button type="submit" busy={begin.isPending || confirm.isPending}>
					{t(made ? "op.factor_confirm" : "op.factor_begin")}
				</Button>
			</div>
		</form>
	);
}

/** Shown this once. */
const Recovery = ({ codes }: { codes: string[] }) => (
	<>
		<p>{t("op.factor_codes")}</p>
		<ul className={css.bullets}>
			{codes.map((code) => (
				<li key={code}>
					<code className={css.mono}>{code}</code>
				</li>
			))}
		</ul>
	</>
);

/** The operator's own: a code of an authenticator at each sign-in. */
export function SecondFactor() {
	const factor = useFactor();
	const codes = factor.confirm.data?.recovery_codes;
	return (
		<Panel title={t("op.factor")}>
			<Card>
				<Answer of={factor.is} lines={2}>
					{(is) => (
						<Stack gap={3}>
							<Muted>{is.enrolled ? t("op.factor_on", { n: is.recovery_left }) : t("op.factor_off")}</Muted>
							{!is.enrolled && <Begin {...factor} />}
							{is.enrolled && codes && <Recovery codes={codes} />}
							{is.enrolled && <RemoveFactor {...factor} left={is.recovery_left} />}
						</Stack>
					)}
				</Answer>
			</Card>
		</Panel>
	);
}
