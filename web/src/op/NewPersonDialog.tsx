// SPDX-License-Identifier: Apache-2.0
import { useState } from "react";
import { useLocation } from "wouter";
import { useRules } from "../app/rules";
import { useCreatePerson } from "../data/operation";
import { t } from "../i18n/t";
import type { Schemas } from "../lib/api";
import { problemOf } from "../lib/problem";
import { Button, Choice, Dialog, ProblemBox, Row, TextField, toast } from "../kit";
import { type Part, useMay } from "./opParts";
import { PartSelect } from "./PartForm";
import { opPaths } from "./opPaths";
import css from "./op.module.css";

type Role = Schemas["Role"];
const ROLES: Role[] = ["customer", "advisor", "operator"];
const FORM = "new-person";

export function NewPersonDialog({ onClose }: { onClose: () => void }) {
	const [, go] = useLocation();
	const [role, setRole] = useState<Role>("customer");
	const [part, setPart] = useState<Part>("floor");
	const may = useMay();
	const [login, setLogin] = useState("");
	const [nickname, setNickname] = useState("");
	const [password, setPassword] = useState("");
	const least = useRules().data?.password_least ?? 10;
	const create = useCreatePerson();
	const wrong = create.isError ? problemOf(create.error) : undefined;
	const send = () =>
		create.mutate(
			{ login, nickname, roles: [role], ...(role === "operator" && { operator_part: part }), ...(password && { password }) },
			{
				onSuccess: (made) => {
					toast(t("op.person_made", { name: made.nickname }));
					go(opPaths.person(made.id));
				},
			},
		);
	const told = ["login", "nickname", "password"].some((field) => wrong?.of(field));
	return (
		<Dialog
			title={t("op.person_new")}
			onClose={onClose}
			footer={
				<Row spread>
					<Button onPress={onClose}>{t("cancel")}</Button>
					<Button tone="primary" type="submit" form={FORM} busy={create.isPending}>
						{t("op.person_create")}
					</Button>
				</Row>
			}
		>
			<form
				id={FORM}
				className={css.form}
				onSubmit={(event) => {
					event.preventDefault();
					send();
				}}
			>
				<Choice legend={t("op.col.roles")} options={ROLES.filter((value) => value !== "operator" || may()).map((value) => ({ value, label: t(`op.role.${value}`) }))} value={role} onChoose={setRole} />
				{role === "operator" && <PartSelect part={part} onPart={setPart} />}
				<TextField label={t("op.col.login")} value={login} maxLength={120} required autoComplete="off" onText={setLogin} error={wrong?.of("login")} />
				<TextField label={t("op.nickname")} hint={t("op.nickname_hint")} value={nickname} maxLength={60} required onText={setNickname} error={wrong?.of("nickname")} />
				<TextField
					label={t("op.password")}
					hint={t("op.password_hint", { n: least })}
					type="password"
					autoComplete="new-password"
					value={password}
					maxLength={200}
					onText={setPassword}
					error={wrong?.of("password")}
				/>
			</form>
			{wrong && !told && <ProblemBox error={create.error} />}
		</Dialog>
	);
}
