import { useNavigate } from "@tanstack/react-router";
import type { PreferenceOut } from "@/api";
import { useSpeech } from "@/i18n/language";
import type { SearchState } from "@/lib/search";

interface Props {
  preference: PreferenceOut;
  state: SearchState;
}

/** Whether firms outside the seeker's own cluster come first, and what that did. */
export function Preference({ preference, state }: Props) {
  const { t, say } = useSpeech();
  const navigate = useNavigate();
  const isOn = state.prefer_other_clusters !== false;
  const turned: SearchState = { ...state, prefer_other_clusters: isOn ? false : undefined };
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 rounded-8 border border-solid-gray-300 px-4 py-2 print:hidden">
      <button
        aria-checked={isOn}
        aria-describedby="preference"
        className="group inline-flex min-h-11 items-center gap-3 font-700"
        onClick={() => navigate({ to: "/", search: turned, resetScroll: false })}
        role="switch"
        type="button"
      >
        <span className="flex h-7 w-12 items-center rounded-full border-2 border-solid-gray-600 bg-solid-gray-600 group-aria-checked:justify-end group-aria-checked:border-blue-900 group-aria-checked:bg-blue-900">
          <span className="size-6 rounded-full bg-white" />
        </span>
        {t.search.prefer}
      </button>
      <p className="min-w-0 text-std-16N-170" id="preference">
        {say(preference)}
      </p>
    </div>
  );
}
