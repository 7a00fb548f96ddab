import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type ChangeEvent, useState } from "react";
import { useBiaTexts } from "@/i18n/bia";
import { useSpeech } from "@/i18n/language";
import { meQuestion } from "@/lib/me";
import { CallError } from "@/lib/problem";
import { Field } from "@/ui/Field";
import { Form } from "@/ui/forms/Form";
import { Refused } from "@/ui/forms/Refused";
import { TextInput } from "@/ui/forms/TextInput";
import { Section } from "@/ui/parts/Section";
import { INPUT, OUTLINE, SOLID } from "@/ui/styles";
import { type Body, emptyCase } from "../case";
import { amount } from "../editing/draft";
import { placeOf } from "../editing/pointer";
import { keepCase } from "../kept";
import { assessmentQuestion, createCase, examplesQuestion, getExample } from "../questions";

/** Three ways to begin: from the example, from a file, or from nothing. */
export function Start() {
  const { start: texts } = useBiaTexts();
  const begin = useBegin();
  return (
    <Section title={texts.title}>
      <FromExample begin={begin} />
      <FromFile begin={begin} />
      <FromNothing begin={begin} />
    </Section>
  );
}

type Begin = (body: Body) => Promise<void>;

/** Stores a case for those who have signed in, keeps it in the browser for the others. */
function useBegin(): Begin {
  const me = useQuery(meQuestion);
  const client = useQueryClient();
  const navigate = useNavigate();
  return async (body) => {
    if (me.data?.signed_in) {
      const { id } = await createCase(body);
      await navigate({ to: "/bia/cases/$id", params: { id }, search: {} });
      return;
    }
    await client.fetchQuery(assessmentQuestion(body)); // what cannot be reckoned with is not kept
    keepCase(body);
    await navigate({ to: "/bia/draft", search: {} });
  };
}

function FromExample({ begin }: { begin: Begin }) {
  const { start: texts } = useBiaTexts();
  const examples = useQuery(examplesQuestion);
  const opening = useMutation({
    mutationFn: async (name: string) => begin(await getExample(name)),
  });
  return (
    <section className="grid grid-cols-1 gap-3">
      <h3 className="text-std-20B-150">{texts.example}</h3>
      <p>{texts.exampleLead}</p>
      <ul className="flex flex-wrap gap-3">
        {examples.data?.items.map(({ name, title }, at) => (
          <li key={name}>
            <button
              aria-disabled={opening.isPending}
              className={at ? OUTLINE : SOLID}
              onClick={() => !opening.isPending && opening.mutate(name)}
              type="button"
            >
              {at ? title : texts.open}
            </button>
          </li>
        ))}
      </ul>
      {(examples.isError || opening.isError) && <Refused error={examples.error ?? opening.error} />}
    </section>
  );
}

function FromFile({ begin }: { begin: Begin }) {
  const { start: texts } = useBiaTexts();
  const reading = useMutation({ mutationFn: async (file: File) => begin(await caseIn(file)) });
  const hint = texts.fileHint;
  const isBroken = reading.error instanceof SyntaxError;
  return (
    <section className="grid grid-cols-1 gap-3">
      <h3 className="text-std-20B-150">{texts.file}</h3>
      <Field
        error={isBroken ? texts.notJson : undefined}
        hint={hint}
        id="file"
        label={texts.fileLabel}
      >
        <input
          accept=".json,application/json"
          aria-describedby="file-hint"
          className={INPUT}
          id="file"
          onChange={(event: ChangeEvent<HTMLInputElement>) => {
            const file = event.target.files?.[0];
            if (file) reading.mutate(file);
            event.target.value = ""; // the same file can be chosen again, put right
          }}
          type="file"
        />
      </Field>
      {reading.isError && !isBroken && <Faulty error={reading.error} />}
    </section>
  );
}

async function caseIn(file: File): Promise<Body> {
  return JSON.parse(await file.text()) as Body;
}

/** What is wrong in a file, place by place. */
function Faulty({ error }: { error: unknown }) {
  const { fieldOf } = useBiaTexts();
  const { language, t } = useSpeech();
  const errors = error instanceof CallError ? error.problem?.errors : undefined;
  if (!errors?.length) return <Refused error={error} />;
  return (
    <ul className="grid list-disc grid-cols-1 gap-1 pl-6" role="alert">
      {errors.map(({ pointer, detail, detail_en }) => (
        <li className="font-700 text-error-2" key={pointer}>
          {fieldOf(placeOf(pointer, {} as Body))}
          {t.aside(pointer.slice(1))}
          {t.colon}
          {language === "ja" ? detail : detail_en}
        </li>
      ))}
    </ul>
  );
}

const ASKED = ["title", "firm_name", "annual_sales", "margin"] as const;

function FromNothing({ begin }: { begin: Begin }) {
  const { start: texts, fieldOf, hintOf, edit } = useBiaTexts();
  const [values, setValues] = useState({ title: "", firm_name: "", annual_sales: "", margin: "" });
  const [faults, setFaults] = useState<Partial<Record<string, string>>>({});
  const beginning = useMutation({ mutationFn: begin });

  function submit() {
    const wrong = ASKED.flatMap((name) => {
      if (!values[name].trim()) return [[name, edit.required(fieldOf(name))]];
      const isNumber = name === "annual_sales" || name === "margin";
      if (isNumber && Number.isNaN(amount(values[name]))) {
        return [[name, edit.number(fieldOf(name))]];
      }
      return [];
    });
    setFaults(Object.fromEntries(wrong));
    if (wrong.length) return;
    const { title, firm_name } = values;
    const annual_sales = amount(values.annual_sales);
    const margin = amount(values.margin);
    beginning.mutate(emptyCase(title.trim(), firm_name.trim(), { annual_sales, margin }));
  }

  return (
    <section className="grid max-w-[40rem] grid-cols-1 gap-3">
      <h3 className="text-std-20B-150">{texts.nothing}</h3>
      <Form
        error={beginning.error}
        faults={faults}
        inputs={ASKED}
        isSending={beginning.isPending}
        label={texts.nothing}
        onSubmit={submit}
        submit={texts.begin}
      >
        {ASKED.map((name) => (
          <TextInput
            fault={faults[name]}
            hint={hintOf(name)}
            id={name}
            key={name}
            label={fieldOf(name)}
            onChange={(value) => setValues({ ...values, [name]: value })}
            value={values[name]}
          />
        ))}
      </Form>
    </section>
  );
}
