import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { FirmOut, VerificationOut } from "@/api";
import { useCoordinatorTexts } from "@/i18n/coordinator";
import { useSpeech } from "@/i18n/language";
import { Fact, Facts } from "@/ui/Facts";
import { Failure } from "@/ui/Failure";
import { Loading } from "@/ui/Loading";
import { ActForm } from "../form/ActForm";
import { Choices, choiceOf, LongText, optionsOf, Select, TextInput, textOf } from "../form/inputs";
import { verificationQuestion, verify } from "../registerQuestions";

/** How far a firm is made sure of, and what a coordinator adds to it. */
export function Verification({ firm }: { firm: FirmOut }) {
  const { history } = useCoordinatorTexts();
  const found = useQuery(verificationQuestion(firm.id));
  return (
    <section className="grid grid-cols-1 gap-3">
      <h2 className="text-std-24B-150">{history.verification}</h2>
      {found.isPending && <Loading />}
      {found.isError && <Failure error={found.error} retry={() => found.refetch()} />}
      {found.data && <Standing verification={found.data} />}
      <details className="rounded-8 border border-solid-gray-420 print:hidden">
        <summary className="min-h-12 px-4 py-3">
          <h3 className="inline text-std-20B-150">{history.record}</h3>
        </summary>
        <div className="px-4 pt-2 pb-5">
          <Check firm={firm} />
        </div>
      </details>
    </section>
  );
}

function Standing({ verification }: { verification: VerificationOut }) {
  const { history, verified } = useCoordinatorTexts();
  const { date, t } = useSpeech();
  return (
    <>
      <Facts isDense>
        <Fact label={history.rung}>
          <span lang="ja">{verification.label}</span>
        </Fact>
        <Fact label={history.number}>
          <span lang="ja">{verification.number_label}</span>
        </Fact>
      </Facts>
      <h3 className="font-700">{history.steps}</h3>
      {verification.steps.length === 0 && <p>{history.noSteps}</p>}
      <ol className="grid grid-cols-1">
        {verification.steps.map((step) => (
          <li
            className="border-solid-gray-200 border-b py-2"
            key={step.confirmed_on + step.rung + step.note}
          >
            {date(step.confirmed_on)} <strong className="font-700">{step.label}</strong>
            {t.aside([verified[step.means], step.chamber].filter(Boolean).join(t.separator))}
            <span className="block text-solid-gray-700">
              {(step.counts ? history.expires : history.expired)(date(step.expires_on))}
            </span>
            {step.note && (
              <span className="block" lang="ja">
                {step.note}
              </span>
            )}
          </li>
        ))}
      </ol>
    </>
  );
}

function Check({ firm }: { firm: FirmOut }) {
  const { history, verified, register } = useCoordinatorTexts();
  const client = useQueryClient();

  async function send(form: FormData) {
    const kept = await verify(firm.id, {
      rung: choiceOf(form, "rung", history.rungs) ?? "coordinator",
      means: choiceOf(form, "means", verified) ?? "phone",
      confirmed_on: textOf(form, "confirmed_on"),
      note: textOf(form, "note"),
    });
    client.setQueryData(verificationQuestion(firm.id).queryKey, kept);
    await client.invalidateQueries({ queryKey: ["completeness"] });
  }

  return (
    <ActForm done={history.recorded} send={send} submit={history.recordSubmit}>
      <Choices
        isRequired
        label={history.recordRung}
        name="rung"
        options={optionsOf(history.rungs)}
      />
      <Select
        empty={register.choose}
        isRequired
        label={history.recordMeans}
        name="means"
        options={optionsOf(verified)}
      />
      <TextInput
        hint={history.recordOnHint}
        label={history.recordOn}
        name="confirmed_on"
        type="date"
      />
      <LongText hint={history.recordNoteHint} label={history.recordNote} name="note" />
    </ActForm>
  );
}
