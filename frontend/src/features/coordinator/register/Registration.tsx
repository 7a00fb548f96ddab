import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { CapabilityBody, ContactBody, FirmBody, ProxyRegistrationOut } from "@/api";
import { useCoordinatorTexts } from "@/i18n/coordinator";
import { useSpeech } from "@/i18n/language";
import { clustersQuestion } from "@/lib/clusters";
import { readList } from "@/lib/text";
import { CheckIcon } from "@/ui/icons";
import { ActForm } from "../form/ActForm";
import {
  Beside,
  Check,
  choiceOf,
  LongText,
  optionsOf,
  Select,
  TextInput,
  textOf,
  wholeOf,
} from "../form/inputs";
import { draftsQuestion, register } from "../registerQuestions";
import { ConfirmationLink } from "./ConfirmationLink";
import { ConsentInputs, consentIn } from "./ConsentInputs";

/** Writes a firm down as it was heard, with the consent to it. */
export function Registration() {
  const { register: texts } = useCoordinatorTexts();
  const { t } = useSpeech();
  const client = useQueryClient();
  const [made, setMade] = useState<ProxyRegistrationOut>();

  async function send(form: FormData) {
    setMade(undefined);
    const answer = await register({
      firm: firmIn(form, t.firmKind),
      contact: contactIn(form),
      consent: consentIn(form, "consent."),
      publish: textOf(form, "publish") === "true",
    });
    setMade(answer);
    await client.invalidateQueries({ queryKey: draftsQuestion.queryKey });
  }

  return (
    <section className="grid grid-cols-1 gap-4">
      <h2 className="text-std-24B-150">{texts.submit}</h2>
      {made && <Made made={made} />}
      <ActForm send={send} submit={texts.submit}>
        <FirmInputs />
        <Group title={texts.capability}>
          <CapabilityInputs />
        </Group>
        <Group hint={texts.contactHint} title={texts.contact}>
          <ContactInputs />
        </Group>
        <Group hint={texts.consentHint} title={texts.consent}>
          <ConsentInputs prefix="consent." />
          <Check label={texts.publish} name="publish" />
        </Group>
      </ActForm>
    </section>
  );
}

function Made({ made }: { made: ProxyRegistrationOut }) {
  const { register: texts } = useCoordinatorTexts();
  const { draft, published, secret } = made;
  return (
    <div className="grid grid-cols-1 gap-3 rounded-8 border-2 border-success-2 p-4">
      <p className="font-700 text-green-900" role="status">
        <CheckIcon /> {published ? texts.published(published.name) : texts.done}
      </p>
      {secret && <ConfirmationLink draft={draft.draft_ref} secret={secret} />}
    </div>
  );
}

function FirmInputs() {
  const { register: texts } = useCoordinatorTexts();
  const { t } = useSpeech();
  const clusters = useQuery(clustersQuestion);
  const names = (clusters.data?.items ?? []).map(({ name }) => ({ value: name, label: name }));
  return (
    <Group title={texts.firm}>
      <TextInput isRequired label={texts.name} name="firm.name" />
      <Beside>
        <TextInput label={texts.nameKana} name="firm.name_kana" />
        <Select
          label={texts.kind}
          name="firm.kind"
          options={optionsOf(t.firmKind)}
          value="company"
        />
        <TextInput
          hint={texts.corporateNumberHint}
          label={texts.corporateNumber}
          name="firm.corporate_number"
        />
        <Select empty={texts.noCluster} label={texts.cluster} name="firm.cluster" options={names} />
        <TextInput label={texts.prefecture} name="firm.prefecture" />
        <TextInput label={texts.municipality} name="firm.municipality" />
        <TextInput isWhole label={texts.employees} name="firm.employees" />
        <TextInput hint={texts.foundedHint} isWhole label={texts.founded} name="firm.founded" />
      </Beside>
      <TextInput hint={texts.listHint} label={texts.certifications} name="firm.certifications" />
      <LongText hint={texts.summaryHint} label={texts.summary} name="firm.summary" />
    </Group>
  );
}

function CapabilityInputs() {
  const { register: texts } = useCoordinatorTexts();
  const at = "firm.capabilities.0.";
  return (
    <>
      <TextInput
        hint={texts.capabilityTitleHint}
        label={texts.capabilityTitle}
        name={`${at}title`}
      />
      <LongText
        hint={texts.capabilityDescriptionHint}
        label={texts.capabilityDescription}
        name={`${at}description`}
      />
      <TextInput hint={texts.listHint} label={texts.processes} name={`${at}processes`} />
      <TextInput hint={texts.listHint} label={texts.materials} name={`${at}materials`} />
      <TextInput hint={texts.listHint} label={texts.equipment} name={`${at}equipment`} />
    </>
  );
}

function ContactInputs() {
  const { register: texts } = useCoordinatorTexts();
  return (
    <>
      <Beside>
        <TextInput label={texts.person} name="contact.name" />
        <TextInput label={texts.phone} name="contact.phone" type="tel" />
        <TextInput label={texts.fax} name="contact.fax" type="tel" />
        <TextInput label={texts.email} name="contact.email" type="email" />
      </Beside>
      <TextInput label={texts.address} name="contact.address" />
      <TextInput label={texts.bestTime} name="contact.best_time" />
    </>
  );
}

interface GroupProps {
  title: string;
  hint?: string;
  children: ReactNode;
}

function Group({ title, hint, children }: GroupProps) {
  return (
    <fieldset className="grid min-w-0 grid-cols-1 gap-4 border-solid-gray-200 border-t pt-4">
      <legend className="float-left w-full text-std-20B-150">{title}</legend>
      {hint && <p>{hint}</p>}
      {children}
    </fieldset>
  );
}

function firmIn(form: FormData, kinds: Record<NonNullable<FirmBody["kind"]>, string>): FirmBody {
  const capability = capabilityIn(form);
  return {
    name: textOf(form, "firm.name") ?? "",
    name_kana: textOf(form, "firm.name_kana"),
    kind: choiceOf(form, "firm.kind", kinds),
    corporate_number: textOf(form, "firm.corporate_number"),
    cluster: textOf(form, "firm.cluster"),
    prefecture: textOf(form, "firm.prefecture"),
    municipality: textOf(form, "firm.municipality"),
    employees: wholeOf(form, "firm.employees"),
    founded: wholeOf(form, "firm.founded"),
    certifications: listIn(form, "firm.certifications"),
    summary: textOf(form, "firm.summary"),
    capabilities: capability ? [capability] : [],
  };
}

function capabilityIn(form: FormData): CapabilityBody | undefined {
  const at = "firm.capabilities.0.";
  const texts = {
    title: textOf(form, `${at}title`),
    description: textOf(form, `${at}description`),
  };
  const lists = {
    processes: listIn(form, `${at}processes`),
    materials: listIn(form, `${at}materials`),
    equipment: listIn(form, `${at}equipment`),
  };
  const isKnown = Object.values({ ...texts, ...lists }).some((value) => value?.length);
  return isKnown ? { ...texts, ...lists } : undefined;
}

function contactIn(form: FormData): ContactBody | undefined {
  const names = ["name", "phone", "fax", "email", "address", "best_time"] as const;
  const known = names.map((name) => [name, textOf(form, `contact.${name}`)] as const);
  return known.some(([, value]) => value) ? Object.fromEntries(known) : undefined;
}

function listIn(form: FormData, name: string): string[] {
  return readList(textOf(form, name) ?? "");
}
