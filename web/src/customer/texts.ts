// SPDX-License-Identifier: Apache-2.0
import { addMessages } from "../i18n/t";
import customer from "../i18n/en/customer.json";

addMessages(customer);
