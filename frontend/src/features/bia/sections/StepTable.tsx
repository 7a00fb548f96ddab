import { useEffect } from "react";
import { useBiaTexts } from "@/i18n/bia";
import { TEXT } from "@/ui/styles";
import { DataTable } from "@/ui/tables/DataTable";
import { CaseField } from "../editing/CaseField";
import { type Draft, remove, set, textAt } from "../editing/draft";
import { type FieldSpec, STEP_FIELDS } from "../editing/fields";
import { recordsAt } from "../editing/pointer";
import { useWork } from "../work";

interface Props {
  /** Of the steps: `products/0/steps`. */
  place: string;
  /** The step that was chosen in the drawing. */
  chosen?: string;
}

/** The flow as a table: every step with what comes before it and its three durations. */
export function StepTable({ place, chosen }: Props) {
  const { flow: texts, edit } = useBiaTexts();
  const { draft, change } = useWork().editing;
  const rows = recordsAt(draft.body, place).map((_, at) => at);
  const at = recordsAt(draft.body, place).findIndex(({ ref }) => ref === chosen);

  useEffect(() => {
    if (at >= 0) document.getElementById(`${place}/${at}/name`)?.focus({ preventScroll: true });
  }, [place, at]);

  const nameOf = (row: number) => textAt(draft, `${place}/${row}/name`);
  const inputs = (specs: readonly FieldSpec[]) => (row: number) => (
    <div className="grid min-w-0 grid-cols-1 gap-2">
      {specs.map((spec) => (
        <CaseField key={spec.name} spec={spec} within={`${place}/${row}`} />
      ))}
    </div>
  );
  const [ref, name, after, normal, constrained, recovery, ...rest] = STEP_FIELDS;
  const some = (...specs: (FieldSpec | undefined)[]) => specs.flatMap((spec) => spec ?? []);
  return (
    <DataTable
      caption={texts.table}
      columns={[
        { head: texts.step, cell: inputs(some(ref, name, after)) },
        { head: texts.durations, cell: inputs(some(normal, constrained, recovery)) },
        { head: texts.rest, cell: inputs(rest) },
        {
          head: texts.act,
          cell: (row) => (
            <button
              className={`${TEXT} text-error-2!`}
              onClick={() => change(withoutStep(draft, place, row))}
              type="button"
            >
              {edit.remove}
              <span className="sr-only">{edit.removeOf(nameOf(row))}</span>
            </button>
          ),
        },
      ]}
      keyOf={(row) => row}
      rows={rows}
    />
  );
}

/** The draft without a step; nothing waits for what is no more. */
function withoutStep(draft: Draft, place: string, at: number): Draft {
  const { ref } = recordsAt(draft.body, place)[at] ?? {};
  const rest = remove(draft, place, at);
  return recordsAt(rest.body, place).reduce<Draft>((now, { after }, row) => {
    if (!Array.isArray(after) || !after.includes(ref)) return now;
    const kept = after.filter((before) => before !== ref);
    return set(now, `${place}/${row}/after`, kept);
  }, rest);
}
