// SPDX-License-Identifier: Apache-2.0
import { UserPlus } from "lucide-react";
import { useState } from "react";
import { Link } from "wouter";
import { type Account, usePeople } from "../data/operation";
import { t } from "../i18n/t";
import type { Schemas } from "../lib/api";
import { Button, Chip, Clock, type Column, Empty, Page, Pages, Select, Table, TextField } from "../kit";
import { Applications } from "./Applications";
import { NewPersonDialog } from "./NewPersonDialog";
import { useMay } from "./opParts";
import { opPaths } from "./opPaths";
import css from "./op.module.css";

type Role = Schemas["Role"];
const ROLES: Role[] = ["customer", "advisor", "operator"];

export const rolesOf = (is: Account): string =>
	is.roles.map((role) => (role === "operator" && is.operator_part ? t("op.role.operator_of", { part: t(`op.part.${is.operator_part}`) }) : t(`op.role.${role}`))).join(", ");

const columns = (): Column<Account>[] => [
	{ head: t("op.col.name"), cell: (row) => <Link href={opPaths.person(row.id)}>{row.nickname}</Link>, main: true },
	{ head: t("op.col.login"), cell: (row) => row.login },
	{ head: t("op.col.roles"), cell: (row) => rolesOf(row) },
	{
		head: t("op.col.state"),
		cell: (row) => (
			<Chip shape={row.state === "active" ? "disc" : "hollow"} tone={row.state === "active" ? "ok" : "bad"}>
				{t(`op.standing.${row.state}`)}
			</Chip>
		),
	},
	{ head: t("op.col.since"), cell: (row) => <Clock at={row.created_at} as="date" /> },
];

export default function People() {
	const [role, setRole] = useState("");
	const [state, setState] = useState("");
	const [login, setLogin] = useState("");
	const may = useMay();
	const [making, setMaking] = useState(false);
	const people = usePeople({
		...(role && { role: role as Role }),
		...(state && { state: state as Account["state"] }),
		...(login.trim() && { login: login.trim() }),
	});
	const every = { value: "", label: t("op.any") };
	return (
		<Page
			title={t("op.nav.people")}
			width="wide"
			intro={
				may("floor") && (
					<div>
						<Button tone="primary" icon={<UserPlus size={20} aria-hidden />} onPress={() => setMaking(true)}>
							{t("op.person_new")}
						</Button>
					</div>
				)
			}
		>
			{may("floor") && <Applications />}
			<div className={css.filters}>
				<TextField label={t("op.col.login")} value={login} onText={setLogin} maxLength={120} type="search" />
				<Select label={t("op.col.roles")} value={role} onText={setRole} options={[every, ...ROLES.map((value) => ({ value, label: t(`op.role.${value}`) }))]} />
				<Select
					label={t("op.col.state")}
					value={state}
					onText={setState}
					options={[every, { value: "active", label: t("op.standing.active") }, { value: "suspended", label: t("op.standing.suspended") }]}
				/>
			</div>
			<Pages of={people} empty={<Empty title={t("op.people_none")} />}>
				{(rows) => <Table caption={t("op.nav.people")} columns={columns()} rows={rows} keyOf={(row) => row.id} />}
			</Pages>
			{making && <NewPersonDialog onClose={() => setMaking(false)} />}
		</Page>
	);
}
