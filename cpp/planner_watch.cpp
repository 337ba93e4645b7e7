#include "planner_watch.hpp"

#include <algorithm>
#include <cstdio>
#include <limits>
#include <utility>

#ifdef __linux__
#include <unistd.h>
#endif
#ifdef __GLIBC__  // as the headers above define it
#include <malloc.h>
#endif

namespace dramaturge {

std::size_t resident_bytes() {
#ifdef __linux__
    std::FILE *file = std::fopen("/proc/self/statm", "r");
    if (file == nullptr) return 0;
    unsigned long total = 0;
    unsigned long resident = 0;
    const int read = std::fscanf(file, "%lu %lu", &total, &resident);
    std::fclose(file);
    return read == 2 ? resident * static_cast<std::size_t>(sysconf(_SC_PAGESIZE)) : 0;
#else
    return 0;
#endif
}

void give_back_memory() noexcept {
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

Watch::Watch(Limits limits, std::function<std::size_t()> states,
             std::function<std::size_t()> bytes, std::function<bool()> pulse)
    : limits_(limits),
      states_(std::move(states)),
      bytes_(std::move(bytes)),
      pulse_(std::move(pulse)),
      resident_at_start_(limits.resident),
      start_(Clock::now()),
      glanced_(start_),
      looked_(start_),
      pulsed_(start_) {}

double Watch::seconds() const {
    return std::chrono::duration<double>(Clock::now() - start_).count();
}

std::size_t Watch::bytes() const {
    const std::size_t resident = resident_bytes();
    const std::size_t growth = resident > resident_at_start_ ? resident - resident_at_start_ : 0;
    return std::max(growth, bytes_());
}

void Watch::grant(double least, double most) {
    // What is held already may be more than the limit.
    const std::size_t held = limits_.bytes == SIZE_MAX ? SIZE_MAX : std::max(limits_.bytes, bytes());
    const double now = seconds();
    const double end = std::max(now + least, std::min(now + most, limits_.seconds));
    limits_ = {end, held + std::min(held / 32, SIZE_MAX - held), SIZE_MAX};
}

void Watch::lift() {
    limits_ = {std::numeric_limits<double>::infinity(), SIZE_MAX, SIZE_MAX};
}

bool Watch::admits(std::size_t extra) const {
    // Small growth is left to the next look.
    if (extra < (std::size_t{1} << 20) || limits_.bytes == SIZE_MAX) return true;
    return bytes() + extra <= limits_.bytes;
}

void Watch::admit(std::size_t extra) {
    if (!admits(extra)) throw Stopped{Stop::memory};
}

void Watch::look(bool at_once) {
    using namespace std::chrono_literals;
    const Clock::time_point now = Clock::now();
    if (now - glanced_ > 2ms) {
        ticks_between_ = std::max<std::uint64_t>(1, ticks_between_ / 4);
    } else if (now - glanced_ < 500us) {
        ticks_between_ = std::min(most_ticks, ticks_between_ * 2);
    }
    glanced_ = now;
    next_look_ = ticks_ + ticks_between_;
    if (!at_once && now - looked_ < 5ms) return;
    looked_ = now;
    if (seconds() > limits_.seconds) throw Stopped{Stop::time};
    if (bytes() > limits_.bytes) throw Stopped{Stop::memory};
    if (at_once || now - pulsed_ >= 30ms) {
        pulsed_ = now;
        if (!pulse_()) throw Stopped{Stop::cancelled};
    }
}

}  // namespace dramaturge
