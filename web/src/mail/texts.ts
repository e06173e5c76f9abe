// SPDX-License-Identifier: Apache-2.0
import mail from "../i18n/en/mail.json";
import { addMessages } from "../i18n/t";

addMessages(mail);
