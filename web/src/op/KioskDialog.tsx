// SPDX-License-Identifier: Apache-2.0
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useMe } from "../app/session";
import { t } from "../i18n/t";
import { api, ask } from "../lib/api";
import { Answer, Button, Clock, Dialog, Fine, Muted, ProblemBox, Row, Stack, TextField } from "../kit";
import css from "./op.module.css";
import { opPaths } from "./opPaths";

const KEY = ["kiosks"];

function useKiosks(account: string) {
	const client = useQueryClient();
	const refresh = () => void client.invalidateQueries({ queryKey: KEY });
	return {
		all: useQuery({
			queryKey: KEY,
			queryFn: async () => {
				const page = await ask(api.GET("/v1/accounts/{account}/keys", { params: { path: { account } } }));
				return page.data.filter((key) => key.scope === "wall" && !key.revoked_at);
			},
		}),
		make: useMutation({
			mutationFn: (name: string) =>
				ask(api.POST("/v1/accounts/{account}/keys", { params: { path: { account } }, body: { name, scope: "wall" } })),
			onSuccess: refresh,
		}),
		revoke: useMutation({
			mutationFn: (key: string) => ask(api.DELETE("/v1/accounts/{account}/keys/{key}", { params: { path: { account, key } } })),
			onSuccess: refresh,
		}),
	};
}

/** The address with its key behind the #, which browsers do not send: shown this once. */
function Made({ secret, category }: { secret: string; category: string | undefined }) {
	const address = `${location.origin}${opPaths.wall}${category ? `?category=${category}` : ""}#${secret}`;
	return (
		<Stack gap={2}>
			<p>{t("op.kiosk.open")}</p>
			<code className={css.mono}>{address}</code>
			<Row>
				<Button size="small" onPress={() => void navigator.clipboard.writeText(address)}>
					{t("op.copy")}
				</Button>
				<Fine>{t("op.kiosk.once")}</Fine>
			</Row>
		</Stack>
	);
}

function Kiosks({ account, category }: { account: string; category: string | undefined }) {
	const { all, make, revoke } = useKiosks(account);
	const [name, setName] = useState("");
	return (
		<Stack>
			<Muted>{t("op.kiosk.words")}</Muted>
			<form
				className={css.form}
				onSubmit={(event) => {
					event.preventDefault();
					make.mutate(name.trim(), { onSuccess: () => setName("") });
				}}
			>
				<TextField label={t("op.kiosk.name")} value={name} maxLength={60} required onText={setName} />
				<Button type="submit" tone="primary" busy={make.isPending}>
					{t("op.kiosk.make")}
				</Button>
			</form>
			{make.isError && <ProblemBox error={make.error} />}
			{make.data && <Made secret={make.data.secret} category={category} />}
			<Answer of={all} lines={1} isEmpty={(keys) => keys.length === 0}>
				{(keys) => (
					<ul className={css.ahead}>
						{keys.map((key) => (
							<li key={key.id}>
								<span>
									{key.name} <Clock at={key.created_at} as="date-time" />
								</span>
								<Button size="small" aria-label={t("op.kiosk.revoke_name", { name: key.name })} onPress={() => revoke.mutate(key.id)}>
									{t("op.kiosk.revoke")}
								</Button>
							</li>
						))}
					</ul>
				)}
			</Answer>
		</Stack>
	);
}

export function KioskDialog({ category, onClose }: { category: string | undefined; onClose: () => void }) {
	const me = useMe().data;
	return (
		<Dialog title={t("op.kiosk")} onClose={onClose}>
			{me && <Kiosks account={me.id} category={category} />}
		</Dialog>
	);
}
