import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { JobOut, PortfolioOut } from "@/api";
import { useBiaTexts } from "@/i18n/bia";
import { Failure } from "@/ui/Failure";
import { Choices } from "@/ui/forms/Choices";
import { Refused } from "@/ui/forms/Refused";
import { Section } from "@/ui/parts/Section";
import { SignInFirst } from "@/ui/SignInFirst";
import { OUTLINE, SOLID } from "@/ui/styles";
import { DataTable } from "@/ui/tables/DataTable";
import { nameIn } from "../case";
import { CaseField } from "../editing/CaseField";
import { useFigures } from "../figures";
import { cancelJob, hasEnded, jobQuestion, startPortfolio } from "../questions";
import { useAssessment, useWork } from "../work";
import { Part } from "./Premises";

const DRAWS = 20_000; // of the Monte-Carlo computation: two seconds, and errors of about 1 %

/** Which options to prepare under a budget, and what that does to the risk. */
export function Portfolio() {
  const { sections, portfolio: texts } = useBiaTexts();
  const { id } = useWork();
  return (
    <Section title={sections.portfolio}>
      <p>{texts.lead}</p>
      {id ? <Choosing id={id} /> : <SignInFirst>{texts.signInFirst}</SignInFirst>}
    </Section>
  );
}

type Objective = "mean" | "cvar";

function Choosing({ id }: { id: string }) {
  const { portfolio: texts } = useBiaTexts();
  const { editing } = useWork();
  const { budget } = editing.base.body;
  const [objective, setObjective] = useState<Objective>("mean");
  const [job, setJob] = useState<string>();
  const starting = useMutation({
    mutationFn: () => startPortfolio(id, { budget, objective, draws: DRAWS }),
    onSuccess: (started) => setJob(started.id),
  });
  const running = useQuery({ ...jobQuestion(job ?? ""), enabled: !!job });
  const isRunning = starting.isPending || (!!job && !(running.data && hasEnded(running.data)));
  return (
    <>
      <CaseField spec={{ name: "budget", kind: "number" }} />
      {editing.isChanged && <p>{texts.saveFirst}</p>}
      <Choices
        chosen={[objective]}
        id="objective"
        isSingle
        legend={texts.objective}
        onChange={([chosen]) => chosen && setObjective(chosen)}
        options={[
          { value: "mean", label: texts.mean, hint: texts.meanHint },
          { value: "cvar", label: texts.cvar, hint: texts.cvarHint },
        ]}
      />
      {starting.isError && <Refused error={starting.error} />}
      <p>
        <button
          aria-disabled={isRunning || editing.isChanged}
          className={SOLID}
          onClick={() => !isRunning && !editing.isChanged && starting.mutate()}
          type="button"
        >
          {texts.start}
        </button>
      </p>
      {running.isError && <Failure error={running.error} retry={() => running.refetch()} />}
      {job && running.data && <Progress job={running.data} onCancel={() => cancelJob(job)} />}
      {running.data?.result && <Result result={running.data.result} />}
    </>
  );
}

interface ProgressProps {
  job: JobOut;
  onCancel: () => Promise<unknown>;
}

function Progress({ job, onCancel }: ProgressProps) {
  const { portfolio: texts } = useBiaTexts();
  const figures = useFigures();
  const cancelling = useMutation({ mutationFn: onCancel });
  const isOver = hasEnded(job);
  return (
    <div className="grid grid-cols-1 gap-2">
      <p role="status">
        {texts.states[job.state]} {!isOver && figures.share(job.progress)}
        <span lang="ja">{job.problem}</span>
      </p>
      {!isOver && (
        <>
          <progress
            aria-label={texts.progress}
            className="h-4 w-full max-w-[24rem]"
            max={1}
            value={job.progress}
          />
          <p>
            <button className={OUTLINE} onClick={() => cancelling.mutate()} type="button">
              {texts.cancel}
            </button>
          </p>
        </>
      )}
    </div>
  );
}

function Result({ result }: { result: PortfolioOut }) {
  const { portfolio: texts } = useBiaTexts();
  const { body } = useWork();
  const { options } = useAssessment();
  const figures = useFigures();
  const names = (refs: readonly string[]) =>
    refs.map((ref) => nameIn(options, ref)).join("、") || texts.nothing;
  const scenario = (ref: string) => nameIn(body.scenarios, ref);
  const scenarios = Object.keys(result.without.by_scenario);
  return (
    <>
      <Part title={texts.chosen}>
        <DataTable
          caption={texts.chosen}
          columns={[
            { head: texts.which, cell: ({ name }) => name },
            {
              head: texts.options,
              cell: ({ it }) => <span lang="ja">{names(it.option_refs)}</span>,
            },
            { head: texts.preparations, cell: ({ it }) => figures.yen(it.preparations) },
            {
              head: texts.expected,
              cell: ({ it }) => <strong>{figures.yen(it.expected_loss)}</strong>,
            },
            ...scenarios.map((ref) => ({
              head: scenario(ref),
              cell: ({ it }: { it: PortfolioOut["chosen"] }) => figures.yen(it.by_scenario[ref]),
            })),
          ]}
          keyOf={({ name }) => name}
          rows={[
            { name: texts.without, it: result.without },
            { name: texts.with, it: result.chosen },
          ]}
        />
        <p>{texts.solver(result.solver, figures.share(result.optimality_gap))}</p>
      </Part>
      {result.removals.length > 0 && (
        <Part lead={texts.removalsLead} title={texts.removals}>
          <DataTable
            caption={texts.removals}
            columns={[
              {
                head: texts.lost,
                cell: ({ option_ref }) => <span lang="ja">{names([option_ref])}</span>,
              },
              { head: texts.expected, cell: ({ expected_loss }) => figures.yen(expected_loss) },
              { head: texts.change, cell: ({ change }) => figures.yen(change) },
            ]}
            keyOf={({ option_ref }) => option_ref}
            rows={result.removals}
          />
        </Part>
      )}
      {result.risks.length > 0 && (
        <Part lead={texts.risksLead} title={texts.risks}>
          <DataTable
            caption={texts.risks}
            columns={[
              {
                head: texts.scenario,
                cell: ({ scenario_ref }) => <span lang="ja">{scenario(scenario_ref)}</span>,
              },
              {
                head: texts.options,
                cell: ({ option_refs }) => <span lang="ja">{names(option_refs)}</span>,
              },
              {
                head: texts.average,
                cell: (it) => texts.plusMinus(figures.yen(it.mean), figures.yen(it.standard_error)),
              },
              { head: "VaR 95 %", cell: ({ var95 }) => figures.yen(var95) },
              { head: "CVaR 95 %", cell: ({ cvar95 }) => figures.yen(cvar95) },
              {
                head: texts.draws,
                cell: (it) => texts.seed(figures.plain(it.draws), String(it.seed)),
              },
            ]}
            keyOf={({ scenario_ref, option_refs }) => `${scenario_ref}/${option_refs.join()}`}
            rows={result.risks}
          />
        </Part>
      )}
    </>
  );
}
