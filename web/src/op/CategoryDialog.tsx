// SPDX-License-Identifier: Apache-2.0
import { useState } from "react";
import type { Category } from "../data/catalogue";
import { useChangeCategory, useCreateCategory } from "../data/operation";
import { t } from "../i18n/t";
import { problemOf } from "../lib/problem";
import { Button, Dialog, ProblemBox, Row, Switch, TextArea, TextField, toast } from "../kit";
import css from "./op.module.css";

type Props = { is?: Category | undefined; onClose: () => void };
const FORM = "category";
const FIELDS = ["title", "slug", "description", "position"];

/** Makes a category or changes one. A closed one takes no new listings. */
export function CategoryDialog({ is, onClose }: Props) {
	const [title, setTitle] = useState(is?.title ?? "");
	const [slug, setSlug] = useState(is?.slug ?? "");
	const [description, setDescription] = useState(is?.description ?? "");
	const [position, setPosition] = useState(String(is?.position ?? 0));
	const [open, setOpen] = useState(is?.state !== "closed");
	const create = useCreateCategory();
	const change = useChangeCategory();
	const step = is ? change : create;
	const wrong = step.isError ? problemOf(step.error) : undefined;
	const done = {
		onSuccess: () => {
			toast(t("op.category_saved", { title }));
			onClose();
		},
	};
	const send = () => {
		const words = { title, description, position: Number(position), ...(slug && { slug }) };
		if (is) change.mutate({ category: is.id, ...words, state: open ? "open" : "closed" }, done);
		else create.mutate(words, done);
	};
	return (
		<Dialog
			title={is ? is.title : t("op.category_new")}
			onClose={onClose}
			footer={
				<Row spread>
					<Button onPress={onClose}>{t("cancel")}</Button>
					<Button type="submit" form={FORM} tone="primary" busy={step.isPending}>
						{t("save")}
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
				<TextField label={t("op.col.title")} value={title} maxLength={100} required onText={setTitle} error={wrong?.of("title")} />
				<TextField label={t("op.col.slug")} hint={t("op.slug_hint")} value={slug} maxLength={40} onText={setSlug} error={wrong?.of("slug")} />
				<TextArea label={t("op.description")} value={description} maxLength={4000} onText={setDescription} error={wrong?.of("description")} />
				<TextField
					label={t("op.col.position")}
					hint={t("op.position_hint")}
					inputMode="numeric"
					value={position}
					onText={setPosition}
					error={wrong?.of("position")}
				/>
				{is && <Switch label={t("op.open")} note={t("op.open_note")} on={open} onSwitch={setOpen} />}
				{wrong && !FIELDS.some((field) => wrong.of(field)) && <ProblemBox error={step.error} />}
			</form>
		</Dialog>
	);
}
