// SPDX-License-Identifier: Apache-2.0
// First run: whoever holds the token from the server's own output becomes the operator.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Redirect, useLocation } from "wouter";
import { useRules } from "../app/rules";
import op from "../i18n/en/op.json";
import { addMessages, t } from "../i18n/t";
import { api, ask, type Schemas } from "../lib/api";
import { problemOf } from "../lib/problem";
import { KEYS } from "../lib/query";
import { Answer, Button, Card, Muted, Page, ProblemBox, TextField } from "../kit";
import css from "./op.module.css";
import { opPaths } from "./opPaths";

addMessages(op);

type Ask = Schemas["SetupAsk"];
const NOTHING: Ask = { setup_token: "", login: "", nickname: "", password: "" };

function useSetUp() {
	const client = useQueryClient();
	return useMutation({
		mutationFn: (body: Ask) => ask(api.POST("/v1/setup", { body })),
		onSuccess: (session) => {
			client.clear();
			client.setQueryData(KEYS.me, session.account);
		},
	});
}

function Form() {
	const [, go] = useLocation();
	const [typed, setTyped] = useState<Ask>(NOTHING);
	const least = useRules().data?.password_least ?? 10;
	const setUp = useSetUp();
	const wrong = setUp.isError ? problemOf(setUp.error) : undefined;
	const field = (name: "setup_token" | "login" | "nickname" | "password") => ({
		value: typed[name],
		required: true,
		onText: (text: string) => setTyped({ ...typed, [name]: text }),
		error: wrong?.of(name),
	});
	const badToken = wrong?.status === 404 ? t("op.setup.token_bad") : undefined;
	const told = badToken !== undefined || (wrong !== undefined && wrong.errors.length > 0);
	return (
		<Card>
			<form
				className={css.form}
				onSubmit={(event) => {
					event.preventDefault();
					setUp.mutate(typed, { onSuccess: () => go(opPaths.today) });
				}}
			>
				<TextField label={t("op.setup.token")} hint={t("op.setup.token_hint")} autoComplete="off" maxLength={100} {...field("setup_token")} error={wrong?.of("setup_token") ?? badToken} />
				<TextField label={t("op.col.login")} autoComplete="username" maxLength={120} {...field("login")} />
				<TextField label={t("op.nickname")} hint={t("op.nickname_hint")} maxLength={60} {...field("nickname")} />
				<TextField label={t("op.password")} hint={t("op.setup.password_hint", { n: least })} type="password" autoComplete="new-password" maxLength={200} {...field("password")} />
				{wrong && !told && <ProblemBox error={setUp.error} />}
				<div>
					<Button type="submit" tone="primary" busy={setUp.isPending}>
						{t("op.setup.go")}
					</Button>
				</div>
			</form>
		</Card>
	);
}

export default function Setup() {
	const setup = useQuery({ queryKey: ["setup"], queryFn: () => ask(api.GET("/v1/setup")) });
	return (
		<Page title={t("op.setup.title")} width="narrow" intro={<Muted>{t("op.setup.words")}</Muted>}>
			<Answer of={setup} lines={4}>
				{(is) => (is.needed ? <Form /> : <Redirect to="/signin" replace />)}
			</Answer>
		</Page>
	);
}
